//! What may be done with an order now, and by whom.

use serde::{Deserialize, Serialize};

use super::{RectificationOrder, RectificationReason, RectificationState};
use crate::{
    actor::{Actor, Permission, Role},
    refusal::Refusal,
};

/// What may be done with an order; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RectificationAction {
    /// Give it more time, once.
    ExtendRectification,
    /// Say that it is mended, with what shows it.
    SubmitRectification,
    /// Look again and say what came of it.
    RecheckRectification,
}

impl RectificationAction {
    /// What it needs its caller to be allowed.
    pub fn permission(self) -> Permission {
        match self {
            Self::ExtendRectification | Self::RecheckRectification => Permission::OrderRectification,
            Self::SubmitRectification => Permission::AnswerEnforcement,
        }
    }
}

impl RectificationOrder {
    /// Only officers of the department that ordered it, and its head, go on with it.
    pub fn require_department(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_deref() == Some(self.department.as_str());
        if own { Ok(()) } else { Err(RectificationReason::NotTheDepartments.into()) }
    }

    /// Only the holder answers, or the window for it.
    pub fn require_holder(&self, actor: &Actor) -> Result<(), Refusal> {
        let holder = actor.id == self.owner || actor.is(Role::WindowClerk);
        if holder { Ok(()) } else { Err(RectificationReason::NotTheHolders.into()) }
    }

    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor) -> Vec<RectificationAction> {
        use RectificationAction as Action;
        let mut actions = Vec::new();
        let open = matches!(self.state, RectificationState::Ordered | RectificationState::Overdue { .. });
        if self.require_department(actor).is_ok() {
            if self.state == RectificationState::Ordered && self.extension.is_none() {
                actions.push(Action::ExtendRectification);
            }
            if open || matches!(self.state, RectificationState::Submitted { .. }) {
                actions.push(Action::RecheckRectification);
            }
        }
        if open && self.require_holder(actor).is_ok() {
            actions.push(Action::SubmitRectification);
        }
        actions.retain(|action| actor.may(action.permission()));
        actions
    }
}
