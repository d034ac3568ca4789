//! Why a document is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of official documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentReason {
    /// The body has no mark (机关代字) that its numbers could bear.
    NoMark,
    /// It fell before.
    Void,
}

impl Reason for DocumentReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NoMark => "document_without_mark",
            Self::Void => "document_void",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::State
    }
}
