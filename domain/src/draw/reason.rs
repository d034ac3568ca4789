//! Why nothing is drawn.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawReason {
    /// Who belongs to no department has nobody to inspect.
    NoDepartment,
    /// There are not so many to draw from.
    TooFewSubjects,
    /// There are more to draw from than one record names: the scope is to be limited.
    TooManySubjects,
    /// A check at the place takes two officers.
    TooFewOfficers,
}

impl Reason for DrawReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NoDepartment => "draw_no_department",
            Self::TooFewSubjects => "draw_too_few_subjects",
            Self::TooManySubjects => "draw_too_many_subjects",
            Self::TooFewOfficers => "draw_too_few_officers",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NoDepartment => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}
