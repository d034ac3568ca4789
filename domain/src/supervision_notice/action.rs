//! Who may take which step with a notice: one rule for the step itself and for `allowed_actions`.

use serde::{Deserialize, Serialize};

use super::{SupervisionNotice, SupervisionReason, SupervisionStatus};
use crate::{
    actor::{Actor, Permission},
    refusal::Refusal,
};

/// What may be done with a notice; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SupervisionAction {
    /// Answer it.
    AnswerSupervisionNotice,
    /// Be content, ask again, or take it back.
    CloseSupervisionNotice,
}

impl SupervisionAction {
    /// What it needs its caller to be allowed.
    pub fn permission(self) -> Permission {
        match self {
            Self::AnswerSupervisionNotice => Permission::AnswerSupervisionNotice,
            Self::CloseSupervisionNotice => Permission::ManageSupervisionNotice,
        }
    }
}

impl SupervisionNotice {
    /// Only the head of the department that is asked answers.
    pub fn require_department(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_deref() == Some(self.department.as_str());
        if own { Ok(()) } else { Err(SupervisionReason::NotAsked.into()) }
    }

    /// Whoever answers or has a word says to which round: a new one may have begun that it has not seen.
    pub fn require_round(&self, round: usize) -> Result<(), Refusal> {
        if round == self.rounds.len() { Ok(()) } else { Err(SupervisionReason::AnotherRound.into()) }
    }

    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor) -> Vec<SupervisionAction> {
        use SupervisionAction::{AnswerSupervisionNotice, CloseSupervisionNotice};
        let open = |action: &SupervisionAction| match action {
            AnswerSupervisionNotice => {
                self.status() == SupervisionStatus::Open && self.require_department(actor).is_ok()
            }
            CloseSupervisionNotice => !self.status().has_ended(),
        };
        let all = [AnswerSupervisionNotice, CloseSupervisionNotice];
        all.into_iter().filter(|action| actor.may(action.permission()) && open(action)).collect()
    }
}
