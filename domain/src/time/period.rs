//! Periods of the law, and on which day they end.

use std::ops::Range;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Calendar;

/// A length of time as laws and the plan give it; written `{ working_days = 5 }`. 0 ends on the starting day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Working days: the unit of the licensing law (行政许可法 §82).
    WorkingDays(u16),
    /// Calendar months (民法典 §202).
    Months(u16),
    /// Calendar days.
    Days(u16),
    /// Calendar years (民法典 §202).
    Years(u16),
    /// Until a day that somebody named (民法典 §204): nothing is counted, and only days on which the clock stood still move
    /// it.
    Until(NaiveDate),
}

/// The day on which a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastDay {
    /// The day; the period ends when it ends.
    pub date: NaiveDate,
    /// It was reckoned through a day that the calendar does not know.
    pub provisional: bool,
}

impl Period {
    /// The last day of the period that starts on `start`, which is not counted (民法典 §201).
    pub fn last_day(self, start: NaiveDate, calendar: &Calendar) -> LastDay {
        self.last_day_without(start, &[], calendar)
    }

    /// The same, leaving out the days of `pauses` (行政许可法 §45), which are in order and do not overlap.
    pub fn last_day_without(self, start: NaiveDate, pauses: &[Range<NaiveDate>], calendar: &Calendar) -> LastDay {
        if let Self::Until(date) = self {
            return LastDay { date: put_off(date, start, pauses), provisional: false };
        }
        let mut reckoning = Reckoning { calendar, day: start, provisional: false };
        match self.corresponding_day(start) {
            None => reckoning.count_working_days(self.count(), pauses),
            Some(day) => {
                reckoning.day = day;
                reckoning.push_back_by(start, pauses);
                reckoning.leave_rest_days();
            }
        }
        if let Some(pause) = pauses.iter().find(|pause| pause.contains(&reckoning.day)) {
            // Only a period without days of its own can end within a pause: it ends when the pause does.
            reckoning.day = pause.end;
        }
        LastDay { date: reckoning.day, provisional: reckoning.provisional }
    }

    /// The same day so many months or years on, or the month's last day where there is none (民法典 §202), whatever
    /// kind of day that is: how long a certificate is valid, for one. `None` for working days, which need a calendar.
    pub fn corresponding_day(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::WorkingDays(_) => None,
            Self::Months(count) => Some(start + Months::new(count.into())),
            Self::Days(count) => Some(start + Days::new(count.into())),
            Self::Years(count) => Some(start + Months::new(12 * u32::from(count))),
            Self::Until(date) => Some(date),
        }
    }

    /// How many of its unit; none of a named day.
    pub fn count(self) -> u16 {
        match self {
            Self::WorkingDays(count) | Self::Months(count) | Self::Days(count) | Self::Years(count) => count,
            Self::Until(_) => 0,
        }
    }

    /// Both periods in one; `None` when they are of different units.
    pub fn plus(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::WorkingDays(a), Self::WorkingDays(b)) => Some(Self::WorkingDays(a.saturating_add(b))),
            (Self::Months(a), Self::Months(b)) => Some(Self::Months(a.saturating_add(b))),
            (Self::Days(a), Self::Days(b)) => Some(Self::Days(a.saturating_add(b))),
            (Self::Years(a), Self::Years(b)) => Some(Self::Years(a.saturating_add(b))),
            // A named day gives way to a later one.
            (Self::Until(day), Self::Until(later)) if day <= later => Some(Self::Until(later)),
            _ => None,
        }
    }
}

/// A named day is put off by as many days as the clock stood still before it was over; what kind of day that is does not
/// matter, as it did not when it was named.
fn put_off(date: NaiveDate, start: NaiveDate, pauses: &[Range<NaiveDate>]) -> NaiveDate {
    pauses.iter().fold(date, |day, pause| {
        let from = pause.start.max(start + Days::new(1));
        let days = if from <= day { pause.end.signed_duration_since(from).num_days() } else { 0 };
        day + Days::new(u64::try_from(days).unwrap_or(0))
    })
}

struct Reckoning<'a> {
    calendar: &'a Calendar,
    day: NaiveDate,
    provisional: bool,
}

impl Reckoning<'_> {
    /// Goes on to the `count`th working day outside the pauses. Days inside a pause need not be known: they do not count
    /// whatever they are.
    fn count_working_days(&mut self, count: u16, pauses: &[Range<NaiveDate>]) {
        let mut left = count;
        while left > 0 {
            self.day = self.day + Days::new(1);
            if !pauses.iter().any(|pause| pause.contains(&self.day)) && self.is_working() {
                left -= 1;
            }
        }
    }

    /// Calendar periods end as many days later as the clock stood still. A pause that begins only on the days which §203
    /// adds to the period keeps those days too.
    fn push_back_by(&mut self, start: NaiveDate, pauses: &[Range<NaiveDate>]) {
        for pause in pauses {
            let from = pause.start.max(start + Days::new(1));
            if from > self.day {
                self.leave_rest_days();
            }
            let days = pause.end.signed_duration_since(from).num_days();
            self.day = self.day + Days::new(u64::try_from(days).unwrap_or(0));
        }
    }

    /// A period whose last day is a rest day ends on the first working day after it (民法典 §203).
    fn leave_rest_days(&mut self) {
        while !self.is_working() {
            self.day = self.day + Days::new(1);
        }
    }

    fn is_working(&mut self) -> bool {
        self.provisional |= !self.calendar.is_known(self.day);
        self.calendar.is_working(self.day)
    }
}
