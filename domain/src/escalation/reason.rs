//! Why a step on an escalation is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EscalationReason {
    /// Another body's head takes note of it.
    NotAddressedToYou,
    /// It was taken note of before.
    AcknowledgedAlready,
}

impl Reason for EscalationReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAddressedToYou => "escalation_not_addressed_to_you",
            Self::AcknowledgedAlready => "escalation_acknowledged_already",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotAddressedToYou => RefusalKind::Forbidden,
            Self::AcknowledgedAlready => RefusalKind::State,
        }
    }
}
