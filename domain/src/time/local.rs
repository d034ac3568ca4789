//! Local dates. The whole zone keeps Beijing time, which has had no summer time since 1991: a fixed offset is exact.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// Asia/Shanghai.
pub const OFFSET: FixedOffset = FixedOffset::east_opt(8 * 3600).expect("eight hours are a valid offset");

/// The local date of an instant.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&OFFSET).date_naive()
}

/// Day and time of day in the offices.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&OFFSET).naive_local()
}

/// The first instant of a local day.
pub fn start_of(date: NaiveDate) -> DateTime<Utc> {
    (date.and_time(NaiveTime::MIN) - OFFSET).and_utc()
}

/// The last instant of a local day, to the microsecond (what both databases keep).
pub fn last_instant_of(date: NaiveDate) -> DateTime<Utc> {
    end_of(date) - TimeDelta::microseconds(1)
}

/// The end of a local day, 24:00 (民法典 §203): the first instant that no longer belongs to it.
pub fn end_of(date: NaiveDate) -> DateTime<Utc> {
    start_of(date + Days::new(1))
}
