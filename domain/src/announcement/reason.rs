//! Why a step on an announcement is refused.

use crate::refusal::{Reason, RefusalKind};

/// One reason to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnouncementReason {
    /// What is over stays as it was read.
    Over,
    /// It is in force: from when on has been read and stays.
    Published,
    /// There is nothing to take back from a draft.
    NotScheduled,
}

impl Reason for AnnouncementReason {
    fn code(&self) -> &'static str {
        match self {
            Self::Over => "announcement_over",
            Self::Published => "announcement_published",
            Self::NotScheduled => "announcement_not_scheduled",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::State
    }
}
