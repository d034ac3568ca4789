//! Why a step on an application or one of its items is refused.

use super::state::ItemStatus;
use crate::refusal::{Reason, RefusalKind};

/// Reasons of a requested item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemReason {
    /// The step does not start from this state.
    NotInThisState {
        /// Where the item stands.
        status: ItemStatus,
    },
    /// The item needs no joint review.
    NeedsNoReview,
    /// The window or the review decides it, not the approver.
    NotTheApprovers,
    /// Another department decides it.
    NotYourDepartments,
    /// The item is not on the commitment route.
    NoCommitmentNeeded,
    /// No such item in the application.
    NotRequested,
}

impl Reason for ItemReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "item_not_in_this_state",
            Self::NeedsNoReview => "item_needs_no_review",
            Self::NotTheApprovers => "item_not_the_approvers",
            Self::NotYourDepartments => "item_not_your_departments",
            Self::NoCommitmentNeeded => "item_needs_no_commitment",
            Self::NotRequested => "item_not_requested",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotRequested => RefusalKind::Content,
            Self::NotYourDepartments => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}

/// Reasons of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApplicationReason {
    /// Its content may no longer be changed.
    NotEditable,
    /// Nothing in it can take this step now.
    NothingToDo,
    /// It is edited from a version that is no longer the newest.
    Stale,
    /// Something is still missing or in the way; the findings say what.
    NotReady,
    /// Nothing that needs this material waits for it now.
    MaterialNotOpen,
    /// More materials than one application keeps.
    TooManyMaterials,
    /// The time for filing, or for filing again, has run out.
    FiledTooLate,
    /// The answers are those that the notice was served on.
    AnswersAreTheNotices,
}

impl Reason for ApplicationReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotEditable => "application_not_editable",
            Self::NothingToDo => "application_nothing_to_do",
            Self::Stale => "version_stale",
            Self::NotReady => "application_not_ready",
            Self::MaterialNotOpen => "material_not_open",
            Self::TooManyMaterials => "materials_too_many",
            Self::FiledTooLate => "application_filed_too_late",
            Self::AnswersAreTheNotices => "application_answers_are_the_notices",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Stale => RefusalKind::Stale,
            Self::NotReady => RefusalKind::Content,
            _ => RefusalKind::State,
        }
    }
}
