//! An intake as it is shown.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Actor,
    application::Channel,
    intake::{IntakeAction, IntakeFile, IntakeRecord, IntakeState, IntakeStatus},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::{word_list, words};

/// Something that came in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Intake)]
pub struct IntakeView {
    /// Its id.
    pub id: Uuid,
    /// 收件编号.
    #[schema(example = "LJ-2025-7K2M9PQX4W1A")]
    pub number: String,
    /// Channel it came by.
    #[schema(schema_with = words::<Channel>)]
    pub channel: Channel,
    /// The sender's own reference.
    pub sender_reference: Option<String>,
    /// When the office got it: what the law counts from.
    pub received_at: DateTime<Utc>,
    /// When it was recorded here.
    pub recorded_at: DateTime<Utc>,
    /// The account or client that recorded it.
    pub recorded_by: Uuid,
    /// What became of it.
    #[schema(schema_with = words::<IntakeStatus>)]
    pub status: IntakeStatus,
    /// The application that it belongs to.
    pub application_id: Option<Uuid>,
    /// Code of why it was declined.
    pub reason: Option<String>,
    /// The scan, or the message as it was handed over.
    pub file: IntakeFileView,
    /// What you may do with it now.
    #[schema(schema_with = word_list::<IntakeAction>)]
    pub allowed_actions: Vec<IntakeAction>,
}

/// A file that came in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IntakeFile)]
pub struct IntakeFileView {
    /// Its name.
    #[schema(example = "来函.pdf")]
    pub name: String,
    /// Media type, found from the content.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
}

impl From<IntakeFile> for IntakeFileView {
    fn from(file: IntakeFile) -> Self {
        Self { name: file.name, media_type: file.media_type, size: file.size, digest: file.digest }
    }
}

impl IntakeView {
    /// As this caller sees it.
    pub fn new(intake: IntakeRecord, actor: &Actor) -> Self {
        let allowed_actions = intake.actions(actor);
        let application_id = intake.application().map(Into::into);
        Self {
            id: intake.id.into(),
            number: intake.number,
            channel: intake.facts.channel,
            sender_reference: intake.facts.sender_reference,
            received_at: intake.facts.received_at,
            recorded_at: intake.facts.recorded_at,
            recorded_by: intake.facts.recorded_by,
            status: IntakeStatus::from(&intake.state),
            application_id,
            reason: match intake.state {
                IntakeState::Declined { reason, .. } => Some(reason),
                IntakeState::Recorded | IntakeState::Filed { .. } => None,
            },
            file: intake.file.into(),
            allowed_actions,
        }
    }
}
