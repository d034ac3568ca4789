//! Why a step on an outbound notice is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of an outbound notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboundReason {
    /// It was sent before.
    SentAlready,
    /// Nobody needs it any more.
    FallenAway,
    /// It was not there on that day yet, or the day is still to come.
    NotThatDay,
}

impl Reason for OutboundReason {
    fn code(&self) -> &'static str {
        match self {
            Self::SentAlready => "outbound_notice_sent_already",
            Self::FallenAway => "outbound_notice_fallen_away",
            Self::NotThatDay => "outbound_notice_not_that_day",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::SentAlready | Self::FallenAway => RefusalKind::State,
            Self::NotThatDay => RefusalKind::Content,
        }
    }
}
