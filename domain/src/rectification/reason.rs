//! Why a step on a rectification order is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a rectification order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RectificationReason {
    /// The task is not concluded, or found nothing to mend.
    NothingToMend,
    /// The task has brought an order before.
    OrderedBefore,
    /// Its day has passed or it was submitted: it is prolonged no more.
    NotProlonged,
    /// It was prolonged before.
    ProlongedBefore,
    /// It was submitted and waits for the department, or is settled.
    NotOpen,
    /// It was looked at before.
    Settled,
    /// Its certificate was taken: nothing is left to mend.
    FallenAway,
    /// Its day has not passed and the business has not refused: it has its time.
    TimeLeft,
    /// Another department ordered it.
    NotTheDepartments,
    /// Only the holder, or the window for it.
    NotTheHolders,
}

impl Reason for RectificationReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NothingToMend => "rectification_nothing_to_mend",
            Self::OrderedBefore => "rectification_ordered_before",
            Self::NotProlonged => "rectification_not_prolonged",
            Self::ProlongedBefore => "rectification_prolonged_before",
            Self::NotOpen => "rectification_not_open",
            Self::Settled => "rectification_settled",
            Self::FallenAway => "rectification_fallen_away",
            Self::TimeLeft => "rectification_time_left",
            Self::NotTheDepartments => "rectification_not_the_departments",
            Self::NotTheHolders => "rectification_not_the_holders",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotTheDepartments | Self::NotTheHolders => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}
