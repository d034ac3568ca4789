//! On whose desk an item lies: what an applicant is told when asking how far it is.

use super::{Handling, ItemState, RequestedItem};

/// Who is to act next on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Desk {
    /// The applicant: to file, or to correct.
    Applicant,
    /// The window: to take in, or to issue.
    Window,
    /// 投资服务中心: to open the joint review.
    ReviewCentre,
    /// The departments in the joint review.
    JointReview,
    /// The issuing department.
    Department,
}

impl RequestedItem {
    /// Who is to act next; nobody once it has ended.
    pub fn desk(&self) -> Option<Desk> {
        match (&self.state, self.handling) {
            (ItemState::Draft | ItemState::Correction { .. }, _) => Some(Desk::Applicant),
            (ItemState::Submitted { .. } | ItemState::Approved { .. }, _) => Some(Desk::Window),
            (ItemState::InReview { .. }, _) => Some(Desk::JointReview),
            (ItemState::Suspended { .. }, _) | (ItemState::Accepted { .. }, Handling::Approver) => {
                Some(Desk::Department)
            }
            (ItemState::Accepted { .. }, Handling::JointReview) => Some(Desk::ReviewCentre),
            (ItemState::Accepted { .. }, Handling::Window) => Some(Desk::Window),
            _ => None,
        }
    }
}
