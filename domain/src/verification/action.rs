//! Who may take which step with a task, and which steps lead on from where it stands.

use serde::{Deserialize, Serialize};

use super::{ReceiptWay, VerificationReason, VerificationState, VerificationTask};
use crate::{
    actor::{Actor, Permission, Role},
    refusal::Refusal,
};

/// What may be done with a task; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum VerificationAction {
    /// Say that the department has it.
    AcknowledgeVerificationTask,
    /// Put officers on it.
    AssignVerificationTask,
    /// Add a file that shows what was found.
    AddEvidence,
    /// Record what was found of a clause.
    RecordFinding,
    /// Record that the business was open before it might.
    RecordEarlyOpening,
    /// Stop its clock.
    SuspendVerificationTask,
    /// Let its clock go on.
    ResumeVerificationTask,
    /// Conclude it.
    ConcludeVerificationTask,
}

impl VerificationAction {
    /// What it needs its caller to be allowed.
    pub fn permission(self) -> Permission {
        match self {
            Self::AcknowledgeVerificationTask => Permission::AcknowledgeVerification,
            _ => Permission::WorkVerification,
        }
    }
}

impl VerificationTask {
    /// Only the department that owes it acknowledges and assigns it.
    pub fn require_department(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_deref() == Some(self.department.as_str());
        if own { Ok(()) } else { Err(VerificationReason::NotTheDepartments.into()) }
    }

    /// Only the officers that are on it work it, and their head.
    pub fn require_officer(&self, actor: &Actor) -> Result<(), Refusal> {
        self.require_department(actor)?;
        let on_it = self.state.assignment().is_none_or(|assignment| assignment.officers.contains(&actor.id));
        if on_it || actor.is(Role::Approver) { Ok(()) } else { Err(VerificationReason::NotItsOfficer.into()) }
    }

    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor) -> Vec<VerificationAction> {
        use VerificationAction as Action;
        if self.require_department(actor).is_err() {
            return Vec::new();
        }
        let mut actions = Vec::new();
        let acknowledged = self.receipts.iter().any(|receipt| receipt.way == ReceiptWay::Acknowledged);
        if !self.state.has_ended() && !acknowledged {
            actions.push(Action::AcknowledgeVerificationTask);
        }
        if matches!(self.state, VerificationState::Open | VerificationState::Assigned { .. }) {
            actions.push(Action::AssignVerificationTask);
        }
        if self.require_officer(actor).is_ok() {
            match self.state {
                VerificationState::Assigned { .. } => {
                    actions.extend([Action::AddEvidence, Action::RecordFinding]);
                    if self.early_opening.is_none() {
                        actions.push(Action::RecordEarlyOpening);
                    }
                    actions.push(Action::SuspendVerificationTask);
                    if self.points().all(|point| self.finding(point).is_some()) {
                        actions.push(Action::ConcludeVerificationTask);
                    }
                }
                VerificationState::Suspended { .. } => actions.push(Action::ResumeVerificationTask),
                VerificationState::Open
                | VerificationState::Concluded { .. }
                | VerificationState::FallenAway { .. } => {}
            }
        }
        actions.retain(|action| actor.may(action.permission()));
        actions
    }
}
