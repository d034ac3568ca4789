//! How time runs: local dates, the calendar of working days, periods and deadlines. The clock is not here: every
//! instant is an argument.
//!
//! Periods of the licensing law are working days (行政许可法 §82); the starting day is not counted (民法典 §201); a
//! period in months ends on the corresponding day (§202) and never on a rest day (§203).

mod calendar;
mod calendar_csv;
mod calendar_year;
mod deadline;
mod local;
mod period;

#[cfg(test)]
mod tests;

pub use calendar::Calendar;
pub use calendar_csv::CsvMistake;
pub use calendar_year::{CalendarDay, CalendarYear, DayEffect, DayFault, DayMistake, Scope};
pub use deadline::{
    Clock, Deadline, DeadlineReason, DeadlineStatus, DueCause, DueChange, Extension, Suspension, SuspensionGround,
};
pub use local::{OFFSET, end_of, last_instant_of, local, local_date, start_of};
pub use period::{LastDay, Period};
