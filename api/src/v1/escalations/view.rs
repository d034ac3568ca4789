//! An escalation as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    catalogue::{Jurisdiction, Text},
    escalation::{EscalationAction, EscalationState, EscalationStatus, EscalationStep},
    obligation::Obligation,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{word_list, words},
    operations::escalation::{Kept, zone_body},
};

/// A step of what a department owes up the chain of responsibility.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Escalation)]
pub struct EscalationView {
    /// Its id.
    pub id: Uuid,
    /// The application; null for a supervision notice about a matter in general.
    pub application_id: Option<Uuid>,
    /// The supervision notice that waits for its answer, where that is what is owed.
    pub supervision_notice_id: Option<Uuid>,
    /// County of the premises; null for a supervision notice about a matter in general.
    pub division: Option<String>,
    /// The department that owes it.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// What it owes.
    #[schema(schema_with = words::<Obligation>)]
    pub rule: Obligation,
    /// The last day.
    pub due_on: NaiveDate,
    /// How far up the chain.
    #[schema(schema_with = words::<EscalationStep>)]
    pub step: EscalationStep,
    /// The post that it is addressed to, in Chinese.
    #[schema(example = "管委会分管领导")]
    pub post: String,
    /// The same in English.
    #[schema(example = "Leader of the Management Committee in charge")]
    pub post_en: String,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// Whether the post has taken note.
    #[schema(schema_with = words::<EscalationStatus>)]
    pub status: EscalationStatus,
    /// When it did.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// What you may do with it now.
    #[schema(schema_with = word_list::<EscalationAction>)]
    pub allowed_actions: Vec<EscalationAction>,
}

impl EscalationView {
    /// As this caller sees it.
    pub fn new(kept: &Kept, jurisdiction: &Jurisdiction, actor: &Actor) -> Self {
        let it = &kept.escalation;
        let post = post(it.step, &it.department, jurisdiction);
        Self {
            id: it.id.into(),
            application_id: it.application.map(Into::into),
            supervision_notice_id: it.notice.map(Into::into),
            division: kept.division.clone(),
            department: it.department.clone(),
            rule: it.rule,
            due_on: it.due_on,
            step: it.step,
            post: post.map(|post| post.zh.clone()).unwrap_or_default(),
            post_en: post.map(|post| post.en.clone()).unwrap_or_default(),
            raised_at: it.raised_at,
            status: (&it.state).into(),
            acknowledged_at: match it.state {
                EscalationState::Raised => None,
                EscalationState::Acknowledged { at, .. } => Some(at),
            },
            allowed_actions: it.actions(actor, zone_body(jurisdiction)),
        }
    }
}

/// The post of the department's chain (S24); none for a department that is no longer there.
fn post<'a>(step: EscalationStep, department: &str, jurisdiction: &'a Jurisdiction) -> Option<&'a Text> {
    let chain = jurisdiction.chain(department)?;
    Some(match step {
        EscalationStep::NearDue | EscalationStep::Direct => chain.direct,
        EscalationStep::Specific => chain.specific,
        EscalationStep::First => chain.first,
    })
}
