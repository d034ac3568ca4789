//! The worked examples and the properties of how time runs, with the calendars that are shipped.

mod calendar;
mod deadline;
mod examples;
mod naive;
mod page;
mod properties;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Calendar, CalendarYear, Scope, start_of};

const NATIONAL: &str = include_str!("../../../../jurisdictions/zhundong/calendars/national.csv");
const XINJIANG: &str = include_str!("../../../../jurisdictions/zhundong/calendars/xinjiang.csv");

fn sheets(scope: Scope, text: &str) -> Vec<CalendarYear> {
    CalendarYear::parse_csv(scope, text).expect("the shipped sheets are sound")
}

/// The national calendar alone.
fn national() -> Calendar {
    Calendar::new(1, false, sheets(Scope::National, NATIONAL))
}

/// The national calendar with the regional overlay, which it needs.
fn xinjiang() -> Calendar {
    Calendar::new(2, true, [sheets(Scope::National, NATIONAL), sheets(Scope::Regional, XINJIANG)].concat())
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Noon of a local day.
fn noon(date: NaiveDate) -> DateTime<Utc> {
    start_of(date) + TimeDelta::hours(12)
}
