//! Why a step on a delegation or a number is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a delegation and its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DelegationReason {
    /// It was published before.
    PublishedAlready,
    /// It was revoked.
    Revoked,
    /// The number is issued, void, lost or returned.
    NumberNotAvailable,
}

impl Reason for DelegationReason {
    fn code(&self) -> &'static str {
        match self {
            Self::PublishedAlready => "delegation_published_already",
            Self::Revoked => "delegation_revoked",
            Self::NumberNotAvailable => "number_not_available",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::State
    }
}
