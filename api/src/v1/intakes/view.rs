//! An intake as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    application::Channel,
    intake::{AttachmentOutcome, IntakeAction, IntakeFile, IntakeRecord, IntakeState, IntakeStatus, MessageSaid},
};
use kaiye_persistence::{map::intake_from, row::IntakeRow};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::Language,
    openapi::{word_list, words},
    operations::{Outcome, Tx, intake::said},
    v1::intake_batches::FindingView,
};

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
    /// The last day by which somebody drafts an application from it (S22); null for what does not wait for that.
    pub due_on: Option<NaiveDate>,
    /// Whether it still waits though that day has passed (S20).
    pub overdue: bool,
    /// The application that it belongs to.
    pub application_id: Option<Uuid>,
    /// Code of why it was declined.
    pub reason: Option<String>,
    /// The scan, or the message as it was handed over.
    pub file: IntakeFileView,
    /// Of an e-mail: who sent it, what became of its files, and what it was answered.
    pub message: Option<IntakeMessageView>,
    /// What you may do with it now.
    #[schema(schema_with = word_list::<IntakeAction>)]
    pub allowed_actions: Vec<IntakeAction>,
}

/// An e-mail that came in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IntakeMessage)]
pub struct IntakeMessageView {
    /// The mailbox that it is from; empty where that is unclear.
    #[schema(example = "laowang@example.cn")]
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// What became of each file that was attached.
    pub attachments: Vec<AttachmentView>,
    /// What is wrong with what it asks for, or still missing of its application.
    pub findings: Vec<FindingView>,
    /// The message to send back (RFC 5322); null where none is.
    pub answer: Option<String>,
}

/// A file that was attached.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attachment)]
pub struct AttachmentView {
    /// Its name.
    #[schema(example = "floor_plan.pdf")]
    pub name: String,
    /// Code of the material that it was filed as.
    #[schema(example = "floor_plan")]
    pub material: Option<String>,
    /// Code of why it was not filed.
    #[schema(example = "attachment_name_unknown")]
    pub code: Option<String>,
}

impl IntakeMessageView {
    /// What it said, in this language.
    pub fn new(said: MessageSaid, language: Language) -> Self {
        let file = |it: AttachmentOutcome| AttachmentView { name: it.name, material: it.material, code: it.code };
        Self {
            sender: said.sender,
            subject: said.subject,
            attachments: said.attachments.into_iter().map(file).collect(),
            findings: said.findings.into_iter().map(|finding| FindingView::new(finding, language)).collect(),
            answer: said.answer,
        }
    }
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
    pub fn new(intake: IntakeRecord, message: Option<IntakeMessageView>, actor: &Actor) -> Self {
        let allowed_actions = intake.actions(actor);
        let application_id = intake.application().map(Into::into);
        let overdue = intake.is_overdue();
        Self {
            id: intake.id.into(),
            number: intake.number,
            channel: intake.facts.channel,
            sender_reference: intake.facts.sender_reference,
            received_at: intake.facts.received_at,
            recorded_at: intake.facts.recorded_at,
            recorded_by: intake.facts.recorded_by,
            status: IntakeStatus::from(&intake.state),
            due_on: intake.due_on,
            overdue,
            application_id,
            reason: match intake.state {
                IntakeState::Declined { reason, .. } => Some(reason),
                IntakeState::Recorded | IntakeState::Filed { .. } => None,
            },
            file: intake.file.into(),
            message,
            allowed_actions,
        }
    }

    /// From its row, with what a message said.
    pub fn of(tx: &Tx<'_>, row: IntakeRow, language: Language) -> Outcome<Self> {
        let message = said(tx, row.id.into(), row.personal.as_deref())?;
        let message = message.map(|said| IntakeMessageView::new(said, language));
        Ok(Self::new(intake_from(row)?, message, tx.actor))
    }
}
