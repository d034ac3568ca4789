//! Why a step with the public register is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of the public register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterReason {
    /// The certificate is not in force any more: there is nothing left to check.
    NotInForce,
    /// Only the department that granted the certificate takes back what was published of it.
    NotTheGrantors,
    /// It was taken back before.
    Withdrawn,
    /// It was not taken back.
    NotWithdrawn,
}

impl Reason for RegisterReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInForce => "report_not_in_force",
            Self::NotTheGrantors => "publication_not_the_grantors",
            Self::Withdrawn => "publication_withdrawn",
            Self::NotWithdrawn => "publication_not_withdrawn",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotTheGrantors => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}
