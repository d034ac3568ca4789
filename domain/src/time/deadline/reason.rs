//! Why a deadline's step is refused.

use crate::refusal::{Reason, RefusalKind};

/// Why a deadline's step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter)]
pub enum DeadlineReason {
    /// Its start fact has not happened.
    NotStarted,
    /// It has begun already.
    AlreadyStarted,
    /// The clock stands still already.
    AlreadySuspended,
    /// The clock does not stand still.
    NotSuspended,
    /// It has run out: nothing stops or prolongs it any more.
    Passed,
    /// It has not run out.
    NotPassed,
    /// It was prolonged before (行政许可法 §42: once).
    AlreadyExtended,
    /// The extension is in another unit than the period.
    OtherUnit,
    /// It is met, missed or cancelled.
    Closed,
    /// What it is for has not fallen away.
    NotCancelled,
    /// The step is dated before the one it follows.
    OutOfOrder,
}

impl Reason for DeadlineReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotStarted => "deadline_not_started",
            Self::AlreadyStarted => "deadline_already_started",
            Self::AlreadySuspended => "deadline_already_suspended",
            Self::NotSuspended => "deadline_not_suspended",
            Self::Passed => "deadline_passed",
            Self::NotPassed => "deadline_not_passed",
            Self::AlreadyExtended => "deadline_already_extended",
            Self::OtherUnit => "deadline_other_unit",
            Self::Closed => "deadline_closed",
            Self::NotCancelled => "deadline_not_cancelled",
            Self::OutOfOrder => "deadline_out_of_order",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::OtherUnit | Self::OutOfOrder => RefusalKind::Content,
            Self::NotStarted
            | Self::AlreadyStarted
            | Self::AlreadySuspended
            | Self::NotSuspended
            | Self::Passed
            | Self::NotPassed
            | Self::AlreadyExtended
            | Self::Closed
            | Self::NotCancelled => RefusalKind::State,
        }
    }
}
