//! Escalation along the chain of responsibility (S24): what a department owes and is near its end or overdue goes up
//! the posts that answer for it, step by step, each step once and each acknowledged.

mod reason;
mod step;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use reason::EscalationReason;
pub use step::{EscalationStep, next_reminder, next_step, steps_reached};

use crate::{
    actor::{Actor, Permission},
    id::{ApplicationId, DeadlineId, EscalationId, SupervisionNoticeId},
    obligation::Obligation,
    refusal::Refusal,
};

/// Whether the post has taken note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(EscalationStatus), vis(pub))]
#[strum_discriminants(derive(
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "Whether the post has taken note, without the details.")]
pub enum EscalationState {
    /// It waits for the post.
    Raised,
    /// The post has taken note.
    Acknowledged {
        /// When.
        at: DateTime<Utc>,
        /// By which account.
        by: Uuid,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const ESCALATION_ARROWS: &[(EscalationStatus, &str, EscalationStatus)] =
    &[(EscalationStatus::Raised, "acknowledge_escalation", EscalationStatus::Acknowledged)];

/// One step of one deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its id.
    pub id: EscalationId,
    /// What is near its end or overdue.
    pub deadline: DeadlineId,
    /// The application it belongs to; none for a supervision notice about a matter in general.
    pub application: Option<ApplicationId>,
    /// The supervision notice that waits for its answer.
    #[serde(default)]
    pub notice: Option<SupervisionNoticeId>,
    /// The department that owes it.
    pub department: String,
    /// The rule that set it.
    pub rule: Obligation,
    /// How far up the chain.
    pub step: EscalationStep,
    /// The last day of what is owed.
    pub due_on: NaiveDate,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// Whether the post has taken note.
    pub state: EscalationState,
}

impl Escalation {
    /// The body whose head takes note: the department's own for what its head answers for directly, and the zone's for
    /// what reached the posts above (S24).
    pub fn body<'a>(&'a self, zone_body: &'a str) -> &'a str {
        if self.step.is_above_department() { zone_body } else { &self.department }
    }

    /// Only the head of the body whose turn it is takes note.
    pub fn require_addressed_to(&self, actor: &Actor, zone_body: &str) -> Result<(), Refusal> {
        let own = actor.department.as_deref() == Some(self.body(zone_body));
        if own && actor.may(Permission::AcknowledgeEscalation) {
            Ok(())
        } else {
            Err(EscalationReason::NotAddressedToYou.into())
        }
    }

    /// The post takes note, once.
    pub fn acknowledge(self, actor: &Actor, zone_body: &str, at: DateTime<Utc>) -> Result<Self, Refusal> {
        self.require_addressed_to(actor, zone_body)?;
        match self.state {
            EscalationState::Raised => Ok(Self { state: EscalationState::Acknowledged { at, by: actor.id }, ..self }),
            EscalationState::Acknowledged { .. } => Err(EscalationReason::AcknowledgedAlready.into()),
        }
    }

    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor, zone_body: &str) -> Vec<EscalationAction> {
        let open = self.state == EscalationState::Raised && self.require_addressed_to(actor, zone_body).is_ok();
        if open { vec![EscalationAction::AcknowledgeEscalation] } else { Vec::new() }
    }
}

/// What may be done with an escalation; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EscalationAction {
    /// Take note of it.
    AcknowledgeEscalation,
}
