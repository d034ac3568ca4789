//! Why a step on a commitment is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitmentReason {
    /// The letter signed is not the one in force for the item.
    LetterNotCurrent,
    /// It was withdrawn or superseded.
    NotStanding,
    /// The subject is barred from the commitment route (S19).
    Barred,
}

impl Reason for CommitmentReason {
    fn code(&self) -> &'static str {
        match self {
            Self::LetterNotCurrent => "commitment_letter_not_current",
            Self::NotStanding => "commitment_not_standing",
            Self::Barred => "barred",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::LetterNotCurrent => RefusalKind::Content,
            Self::NotStanding | Self::Barred => RefusalKind::State,
        }
    }
}
