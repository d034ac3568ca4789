//! Holiday calendars: a later revision of the same scope and year replaces the earlier.

use diesel::prelude::*;

use crate::{backend::Connection, error::StoreResult, row::CalendarYearRow, schema::calendar_years};

/// More revisions than a century of calendars in two scopes, corrected a few times, has.
const MOST: i64 = 1_000;

/// The newest revision of any year; `None` before the first.
pub fn newest_revision(conn: &mut Connection) -> StoreResult<Option<i32>> {
    let newest =
        calendar_years::table.order(calendar_years::revision.desc()).select(calendar_years::revision).first(conn);
    Ok(newest.optional()?)
}

/// Every revision, oldest first: of one scope and year the last counts.
pub fn all(conn: &mut Connection) -> StoreResult<Vec<CalendarYearRow>> {
    let rows = calendar_years::table
        .order((calendar_years::revision, calendar_years::scope, calendar_years::year))
        .limit(MOST)
        .select(CalendarYearRow::as_select())
        .load(conn)?;
    Ok(rows)
}

/// Adds a year as imported.
pub fn insert(conn: &mut Connection, row: &CalendarYearRow) -> StoreResult<()> {
    diesel::insert_into(calendar_years::table).values(row).execute(conn)?;
    Ok(())
}
