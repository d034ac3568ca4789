//! Holiday calendars: a later revision of the same scope and year replaces the earlier.

use diesel::{
    dsl::{exists, not},
    prelude::*,
};

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

/// The sheet that counts for one scope and year.
pub fn latest_of(conn: &mut Connection, scope: &str, year: i32) -> StoreResult<Option<CalendarYearRow>> {
    Ok(calendar_years::table
        .filter(calendar_years::scope.eq(scope.to_owned()))
        .filter(calendar_years::year.eq(year))
        .order(calendar_years::revision.desc())
        .select(CalendarYearRow::as_select())
        .first(conn)
        .optional()?)
}

/// The sheets that count, of one scope when given, in the order of their revisions, from after one.
pub fn list(
    conn: &mut Connection,
    scope: Option<&str>,
    after: Option<i32>,
    limit: i64,
) -> StoreResult<Vec<CalendarYearRow>> {
    let later = diesel::alias!(calendar_years as later);
    let replaced = later
        .filter(later.field(calendar_years::scope).eq(calendar_years::scope))
        .filter(later.field(calendar_years::year).eq(calendar_years::year))
        .filter(later.field(calendar_years::revision).gt(calendar_years::revision));
    let mut query = calendar_years::table
        .filter(not(exists(replaced)))
        .order(calendar_years::revision)
        .limit(limit)
        .select(CalendarYearRow::as_select())
        .into_boxed();
    if let Some(scope) = scope {
        query = query.filter(calendar_years::scope.eq(scope.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(calendar_years::revision.gt(after));
    }
    Ok(query.load(conn)?)
}
