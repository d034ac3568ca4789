//! Why a step on a verification task is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a verification task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerificationReason {
    /// It is another department's.
    NotTheDepartments,
    /// The caller is not among its officers, nor their head.
    NotItsOfficer,
    /// That receipt was noted before.
    Received,
    /// Nobody is on it yet.
    NotAssigned,
    /// Its clock stands still.
    Suspended,
    /// Its clock does not stand still.
    NotSuspended,
    /// It is done.
    Concluded,
    /// Its certificate was taken: nothing is left to check.
    FallenAway,
    /// A point has no finding yet.
    PointsOpen,
    /// It has as many files as it may have.
    EvidenceFull,
    /// The certificate allowed its holder to open at that time.
    MayOpen,
    /// That the business opened early was recorded before.
    EarlyOpeningRecorded,
}

impl Reason for VerificationReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotTheDepartments => "verification_not_the_departments",
            Self::NotItsOfficer => "verification_not_its_officer",
            Self::Received => "verification_received",
            Self::NotAssigned => "verification_not_assigned",
            Self::Suspended => "verification_suspended",
            Self::NotSuspended => "verification_not_suspended",
            Self::Concluded => "verification_concluded",
            Self::FallenAway => "verification_fallen_away",
            Self::PointsOpen => "verification_points_open",
            Self::EvidenceFull => "verification_evidence_full",
            Self::MayOpen => "verification_holder_may_open",
            Self::EarlyOpeningRecorded => "verification_early_opening_recorded",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotTheDepartments | Self::NotItsOfficer => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}
