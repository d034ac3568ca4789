//! Why a step on what came in is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of an intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeReason {
    /// It belongs to an application already, or was declined.
    Settled,
    /// The sender's reference stands for another row that was accepted.
    ReferenceReused,
    /// What was sent as a row is longer than a row may be.
    RowTooLarge,
    /// It is not UTF-8.
    RowNotUtf8,
    /// It has more or fewer fields than the columns that were named.
    RowFieldsUnequal,
    /// The columns' names are too many, or lead too deep.
    ColumnsInvalid,
    /// The system that sent it was closed since, or may hand over no batches any more.
    SenderClosed,
    /// It could not be kept, for a reason that is none of the sender's.
    RowFailed,
}

impl Reason for IntakeReason {
    fn code(&self) -> &'static str {
        match self {
            Self::Settled => "intake_settled",
            Self::ReferenceReused => "sender_reference_reused",
            Self::RowTooLarge => "row_too_large",
            Self::RowNotUtf8 => "row_not_utf8",
            Self::RowFieldsUnequal => "row_fields_unequal",
            Self::ColumnsInvalid => "columns_invalid",
            Self::SenderClosed => "sender_closed",
            Self::RowFailed => "row_failed",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Settled | Self::ReferenceReused | Self::SenderClosed | Self::RowFailed => RefusalKind::State,
            Self::RowTooLarge | Self::RowNotUtf8 | Self::RowFieldsUnequal | Self::ColumnsInvalid => {
                RefusalKind::Content
            }
        }
    }
}
