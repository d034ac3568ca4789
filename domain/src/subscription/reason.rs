//! Why a step on a subscription is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriptionReason {
    /// It is paused or disabled.
    NotActive,
    /// A part of the log is being sent again already.
    ReplayRunning,
    /// The range of the log to send again ends before it begins.
    RangeEmpty,
    /// The department has as many as it may have.
    TooMany,
    /// A system subscribes for its own department alone.
    OtherDepartment,
}

impl Reason for SubscriptionReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotActive => "subscription_not_active",
            Self::ReplayRunning => "replay_running",
            Self::RangeEmpty => "replay_range_empty",
            Self::TooMany => "subscriptions_too_many",
            Self::OtherDepartment => "subscription_of_other_department",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotActive | Self::ReplayRunning | Self::TooMany => RefusalKind::State,
            Self::RangeEmpty => RefusalKind::Content,
            Self::OtherDepartment => RefusalKind::Forbidden,
        }
    }
}
