//! The count of a deadline that has begun: what it started with, what stopped or prolonged it, and when it ends.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{DueCause, DueChange};
use crate::{
    id::AccountId,
    time::{Calendar, LastDay, Period, local_date},
};

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
    /// What for; none while what the deadline is for had fallen away.
    pub ground: Option<SuspensionGround>,
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

impl Clock {
    /// Reckons the due date anew, and tells what changed, if anything did.
    pub(super) fn move_due(
        &mut self,
        period: Period,
        calendar: &Calendar,
        at: DateTime<Utc>,
        cause: DueCause,
    ) -> Option<DueChange> {
        let last = self.reckon(period, calendar);
        let changed = (self.due, self.provisional) != (last.date, last.provisional);
        let change = DueChange {
            at,
            cause,
            calendar_version: calendar.version(),
            old_due: Some(self.due),
            new_due: last.date,
            provisional: last.provisional,
        };
        self.calendar_version = calendar.version();
        self.due = last.date;
        self.provisional = last.provisional;
        changed.then_some(change)
    }

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
