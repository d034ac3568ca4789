//! A sheet as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::time::{CalendarDay, DayEffect, Scope};
use serde::Serialize;
use utoipa::ToSchema;

use crate::openapi::words;

/// A year's sheet of one scope: the days that differ from the plain week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CalendarYear)]
pub struct CalendarYearView {
    /// Its revision; a later one of the same scope and year takes its place.
    pub revision: i32,
    /// Whose notice it comes from.
    #[schema(schema_with = words::<Scope>)]
    pub scope: Scope,
    /// The year.
    #[schema(example = 2025)]
    pub year: i32,
    /// Named hash of its days.
    pub hash: String,
    /// When it was imported.
    pub loaded_at: DateTime<Utc>,
    /// The days, in order.
    pub days: Vec<CalendarDayView>,
}

/// A day that differs from the plain week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CalendarDay)]
pub struct CalendarDayView {
    /// The day.
    pub date: NaiveDate,
    /// What it is made.
    #[schema(schema_with = words::<DayEffect>)]
    pub effect: DayEffect,
    /// The holiday it belongs to.
    pub name: String,
}

impl From<CalendarDay> for CalendarDayView {
    fn from(day: CalendarDay) -> Self {
        Self { date: day.date, effect: day.effect, name: day.name }
    }
}
