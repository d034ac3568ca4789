//! A deadline: which rule set it, when it began, when it ends and how that came about. Which rules there are, and what
//! follows when one is missed, belongs to the aggregates.

mod reason;
mod steps;

use std::ops::Range;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Calendar, LastDay, Period, end_of, local_date};
use crate::id::AccountId;

pub use reason::DeadlineReason;

/// A deadline of one rule; built by [`Deadline::open`], changed by its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    rule: String,
    period: Period,
    fact: String,
    status: DeadlineStatus,
    history: Vec<DueChange>,
}

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
        /// The count; none when it had not begun.
        clock: Option<Clock>,
        /// When.
        at: DateTime<Utc>,
    },
}

/// The count of a deadline that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// When its start fact happened.
    pub started_at: DateTime<Utc>,
    /// The calendar that the due date was reckoned with.
    pub calendar_version: i32,
    /// The last day.
    pub due: NaiveDate,
    /// The calendar does not know every day that was counted: the due date may still move.
    pub provisional: bool,
    /// How often it stood still, in order.
    pub suspensions: Vec<Suspension>,
    /// How it was prolonged.
    pub extension: Option<Extension>,
}

/// A time in which the clock stood still. The day of suspension does not count, the day of resumption does: each day is
/// counted once, what was left is left, and a suspension lifted on its own day moves nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// When it began.
    pub from: DateTime<Utc>,
    /// When it ended.
    pub until: DateTime<Utc>,
    /// What for.
    pub ground: SuspensionGround,
}

/// What a clock may stand still for; the law's list is closed (行政许可法 §45).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SuspensionGround {
    /// 听证.
    Hearing,
    /// 招标.
    Tender,
    /// 拍卖.
    Auction,
    /// 检验.
    Inspection,
    /// 检测.
    Testing,
    /// 检疫.
    Quarantine,
    /// 鉴定.
    Appraisal,
    /// 专家评审.
    ExpertReview,
}

/// How a deadline was prolonged (行政许可法 §42: once, by the head of the body, with the reason told).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// By how much, in the deadline's own unit.
    pub period: Period,
    /// Why, as told to the applicant.
    pub reason: String,
    /// Who decided it.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// A due date that came about or moved, or stopped being provisional.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueChange {
    /// When.
    pub at: DateTime<Utc>,
    /// Through what.
    pub cause: DueCause,
    /// The calendar it was reckoned with.
    pub calendar_version: i32,
    /// The due date before; none at the start.
    pub old_due: Option<NaiveDate>,
    /// The due date after.
    pub new_due: NaiveDate,
    /// Whether it is provisional after.
    pub provisional: bool,
}

/// What sets or moves a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueCause {
    /// The start fact happened.
    Started,
    /// The clock went on.
    Resumed,
    /// The period was prolonged.
    Extended,
    /// A calendar was loaded or corrected.
    Calendar,
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
            Self::Met { clock, .. } | Self::Cancelled { clock, .. } => clock.as_ref(),
        }
    }
}

impl Clock {
    fn reckon(&self, period: Period, calendar: &Calendar) -> LastDay {
        let whole = self.extension.as_ref().and_then(|it| period.plus(it.period)).unwrap_or(period);
        let pauses: Vec<_> = self.suspensions.iter().map(Suspension::days).collect();
        whole.last_day_without(local_date(self.started_at), &pauses, calendar)
    }
}

impl Suspension {
    /// The local days that do not count.
    fn days(&self) -> Range<NaiveDate> {
        local_date(self.from)..local_date(self.until)
    }
}
