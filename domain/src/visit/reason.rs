//! Why a visit is not recorded.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitReason {
    /// The account works for no department, so that there is no window to come to.
    NoWindow,
}

impl Reason for VisitReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NoWindow => "visit_without_window",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NoWindow => RefusalKind::Forbidden,
        }
    }
}
