//! Imports a sheet, as JSON or as the CSV that offices keep.

use actix_web::http::StatusCode;
use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    time::{CalendarDay, CalendarYear, DayEffect, Scope},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::CalendarYearView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, Problem, Shown},
    openapi::words,
    operations::{Tx, calendar},
    state::State,
};

/// A sheet of one scope and year. Its days come either as `days` or as `csv`.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarSheet {
    /// Whose notice it comes from.
    #[schema(schema_with = words::<Scope>)]
    scope: Scope,
    /// The year.
    #[validate(range(min = 2000, max = 2200))]
    #[schema(minimum = 2000, maximum = 2200, example = 2026)]
    year: i32,
    /// The days that differ from the plain week; an empty list says that nothing differs.
    #[validate(nested, length(max = 366))]
    #[schema(max_items = 366)]
    days: Option<Vec<SheetDay>>,
    /// The same as CSV with the header `date,kind,name`, all of this year.
    #[validate(length(max = 65_536))]
    #[schema(max_length = 65_536)]
    csv: Option<String>,
}

/// A day that differs from the plain week.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetDay {
    /// The day.
    date: NaiveDate,
    /// What it is made; `rest` is the regional sheets' own.
    #[schema(schema_with = words::<DayEffect>)]
    effect: DayEffect,
    /// The holiday it belongs to.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    name: String,
}

/// Import a calendar
///
/// Keeps the sheet as a new revision; it takes the place of the earlier one of its scope and year. Every clock that runs
/// is then reckoned anew in the background, and keeps the history of its due date. A sheet that changes nothing is
/// answered with the revision that says the same.
#[utoipa::path(post, path = "/calendar-years")]
pub async fn import_calendar(
    caller: Caller<need::ManageCalendar>,
    state: State,
    key: IdempotencyKey,
    body: Body<CalendarSheet>,
) -> Answered<Shown<CalendarYearView>> {
    let claim = key.over(&body);
    let sheet = sheet(body.value)?;
    let act = move |tx: &mut Tx<'_>, ()| {
        let imported = calendar::import(tx, sheet.clone())?;
        Ok(Shown::new(CalendarYearView {
            revision: imported.revision,
            scope: imported.sheet.scope(),
            year: imported.sheet.year(),
            hash: imported.hash,
            loaded_at: imported.loaded_at,
            days: imported.sheet.days().iter().cloned().map(Into::into).collect(),
        }))
    };
    state.write(&caller, claim, |_| Ok(()), act).await
}

/// The sheet, or every day and line at fault.
fn sheet(request: CalendarSheet) -> Result<CalendarYear, Problem> {
    let invalid = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid");
    let CalendarSheet { scope, year, days, csv } = request;
    match (days, csv) {
        (Some(days), None) => {
            let days = days.into_iter().map(|it| CalendarDay { date: it.date, effect: it.effect, name: it.name });
            CalendarYear::new(scope, year, days.collect()).map_err(|mistakes| {
                mistakes
                    .iter()
                    .fold(invalid(), |problem, it| problem.with_fault(format!("/days/{}", it.index), it.fault.code()))
            })
        }
        (None, Some(csv)) => {
            let sheets = CalendarYear::parse_csv(scope, &csv).map_err(|mistakes| {
                mistakes.iter().fold(invalid(), |problem, it| {
                    problem.with_fault(format!("/csv/{}", it.line), "calendar_line_invalid")
                })
            })?;
            match <[CalendarYear; 1]>::try_from(sheets) {
                Ok([sheet]) if sheet.year() == year => Ok(sheet),
                _ => Err(invalid().with_fault("/csv", "calendar_day_wrong_year")),
            }
        }
        _ => Err(invalid().with_fault("/days", "days_or_csv")),
    }
}
