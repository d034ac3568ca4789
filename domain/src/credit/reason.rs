//! Why a step on a credit record is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a credit record and its repairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditReason {
    /// It is not published any more.
    NotPublished,
    /// Its time is not over.
    NotDue,
    /// It rests on no such decision.
    NoSuchGround,
    /// It was repaired or withdrawn: there is nothing to repair.
    NothingToRepair,
    /// The least time of its class has not been served.
    NotServed,
    /// The case is open or an order to stop is in force: what was broken is not mended.
    NotMended,
    /// Another repair waits for its decision.
    RepairPending,
    /// The repair was decided before, or fell away.
    RepairDecided,
    /// The record has no such version.
    NoSuchVersion,
    /// Only the head of the department that recorded it decides.
    NotTheDepartments,
}

impl Reason for CreditReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotPublished => "credit_not_published",
            Self::NotDue => "credit_not_due",
            Self::NoSuchGround => "credit_no_such_ground",
            Self::NothingToRepair => "credit_nothing_to_repair",
            Self::NotServed => "credit_not_served",
            Self::NotMended => "credit_not_mended",
            Self::RepairPending => "credit_repair_pending",
            Self::RepairDecided => "credit_repair_decided",
            Self::NoSuchVersion => "credit_no_such_version",
            Self::NotTheDepartments => "credit_not_the_departments",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotTheDepartments => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}
