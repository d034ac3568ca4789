//! A deadline: which rule set it, when it began, when it ends and how that came about. Which rules there are, and what
//! follows when one is missed, belongs to the aggregates.

mod change;
mod clock;
mod reason;
mod status;
mod steps;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Period, end_of};

pub use change::{DueCause, DueChange};
pub use clock::{Clock, Extension, Suspension, SuspensionGround};
pub use reason::DeadlineReason;
pub use status::DeadlineStatus;

/// A deadline of one rule; built by [`Deadline::open`], changed by its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    rule: String,
    period: Period,
    fact: String,
    status: DeadlineStatus,
    history: Vec<DueChange>,
}

impl Deadline {
    /// The rule's code.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The rule's period, without any extension.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The name of the fact that it starts with.
    pub fn fact(&self) -> &str {
        &self.fact
    }

    /// Where it stands.
    pub fn status(&self) -> &DeadlineStatus {
        &self.status
    }

    /// How its due date came about, in order.
    pub fn history(&self) -> &[DueChange] {
        &self.history
    }

    /// Whether its days are being counted at this moment.
    pub fn is_running(&self) -> bool {
        matches!(self.status, DeadlineStatus::Running { .. })
    }

    /// Whether it has begun and not ended: its days are being counted, or its clock stands still.
    pub fn is_under_way(&self) -> bool {
        matches!(self.status, DeadlineStatus::Running { .. } | DeadlineStatus::Suspended { .. })
    }

    /// Whether it was met, missed or cancelled.
    pub fn has_ended(&self) -> bool {
        match self.status {
            DeadlineStatus::Open | DeadlineStatus::Running { .. } | DeadlineStatus::Suspended { .. } => false,
            DeadlineStatus::Met { .. } | DeadlineStatus::Missed { .. } | DeadlineStatus::Cancelled { .. } => true,
        }
    }

    /// Whether it is not done yet and has not fallen away: what has run out is still to be done.
    pub fn is_undone(&self) -> bool {
        !self.has_ended() || matches!(self.status, DeadlineStatus::Missed { done_at: None, .. })
    }

    /// When what it is for fell away, if it did.
    pub fn cancelled_at(&self) -> Option<DateTime<Utc>> {
        match self.status {
            DeadlineStatus::Cancelled { at, .. } => Some(at),
            _ => None,
        }
    }

    /// Whether what it is for fell away.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled_at().is_some()
    }

    /// The last day; none until the start fact has happened. While suspended, the day it was before.
    pub fn due(&self) -> Option<NaiveDate> {
        self.status.clock().map(|clock| clock.due)
    }

    /// Whether the due date may still move for want of a calendar.
    pub fn is_provisional(&self) -> bool {
        self.status.clock().is_some_and(|clock| clock.provisional)
    }

    /// The instant at which it runs out, 24:00 of its last day; none before it begins and while the clock stands still.
    pub fn ends_at(&self) -> Option<DateTime<Utc>> {
        if matches!(self.status, DeadlineStatus::Suspended { .. }) { None } else { self.due().map(end_of) }
    }

    /// Whether it has run out and is still not done, whether or not anybody has noticed.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        match &self.status {
            DeadlineStatus::Running { clock } => now >= end_of(clock.due),
            DeadlineStatus::Missed { done_at, .. } => done_at.is_none(),
            DeadlineStatus::Open
            | DeadlineStatus::Suspended { .. }
            | DeadlineStatus::Met { .. }
            | DeadlineStatus::Cancelled { .. } => false,
        }
    }
}
