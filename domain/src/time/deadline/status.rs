//! Where a deadline stands; each state holds just what belongs to it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Clock, SuspensionGround};

/// Where a deadline stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeadlineStatus {
    /// Its start fact has not happened: no due date yet.
    Open,
    /// Its days are being counted.
    Running {
        /// The count.
        clock: Clock,
    },
    /// The clock stands still (行政许可法 §45).
    Suspended {
        /// The count, with the due date as it was before.
        clock: Clock,
        /// Since when.
        since: DateTime<Utc>,
        /// What for.
        ground: SuspensionGround,
    },
    /// Done in time.
    Met {
        /// The count; none when it was done before it began.
        clock: Option<Clock>,
        /// When it was done.
        at: DateTime<Utc>,
    },
    /// It ran out.
    Missed {
        /// The count.
        clock: Clock,
        /// When it ran out, however late that was noticed.
        at: DateTime<Utc>,
        /// When it was done after all.
        done_at: Option<DateTime<Utc>>,
    },
    /// What it was for fell away.
    Cancelled {
        /// How it stood.
        before: Box<Self>,
        /// When.
        at: DateTime<Utc>,
    },
}

impl DeadlineStatus {
    /// Its word: `open`, `running`, `suspended`, `met`, `missed` or `cancelled`.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// The count, once it has begun.
    pub fn clock(&self) -> Option<&Clock> {
        match self {
            Self::Open => None,
            Self::Running { clock } | Self::Suspended { clock, .. } | Self::Missed { clock, .. } => Some(clock),
            Self::Met { clock, .. } => clock.as_ref(),
            Self::Cancelled { before, .. } => before.clock(),
        }
    }
}
