//! Why a step on a joint review is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a review and its tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewReason {
    /// No accepted item of the application needs a joint review.
    NothingToReview,
    /// It is closed.
    Closed,
    /// At least one department has not spoken.
    OpinionsMissing,
    /// No person is designated for a department or county on that day.
    NobodyDesignated,
    /// The dossier is not carried to a county.
    NotACountyMatter,
    /// The dossier was handed over before.
    HandedOverAlready,
    /// The county authority has not had the dossier.
    NotHandedOver,
    /// The opinion was given before.
    OpinionGiven,
    /// Every item of the task left the review.
    TaskReleased,
    /// Another person is assigned.
    NotAssigned,
}

impl Reason for ReviewReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NothingToReview => "review_nothing_to_review",
            Self::Closed => "review_closed",
            Self::OpinionsMissing => "review_opinions_missing",
            Self::NobodyDesignated => "review_nobody_designated",
            Self::NotACountyMatter => "review_not_a_county_matter",
            Self::HandedOverAlready => "review_handed_over_already",
            Self::NotHandedOver => "review_not_handed_over",
            Self::OpinionGiven => "review_opinion_given",
            Self::TaskReleased => "review_task_released",
            Self::NotAssigned => "review_not_assigned",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotAssigned => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}
