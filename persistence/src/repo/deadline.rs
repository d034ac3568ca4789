//! Deadlines across applications, for background work. Within one, see [`super::dossier`], which also writes them: under
//! the application's lock.

use chrono::NaiveDate;
use diesel::{dsl::sql, prelude::*, sql_types::Bool};
use kaiye_domain::id::DeadlineId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::DeadlineRow,
    schema::deadlines,
};

/// As the index says it: a partial index is found by its very words.
const UNDER_WAY: &str = "status IN ('running', 'suspended')";

/// Where a list by due date goes on: after this day's deadline of this id.
pub type DueCursor = (NaiveDate, Uuid);

/// One deadline; for background work.
pub fn find(conn: &mut Connection, id: DeadlineId) -> StoreResult<DeadlineRow> {
    Ok(deadlines::table.find(Key::from(id)).select(DeadlineRow::as_select()).first(conn)?)
}

/// The deadlines that hang on any of these subjects.
pub fn of_subjects(conn: &mut Connection, subjects: &[Uuid], limit: i64) -> StoreResult<Vec<DeadlineRow>> {
    Ok(deadlines::table
        .filter(deadlines::subject_id.eq_any(subjects.iter().copied().map(Key).collect::<Vec<_>>()))
        .order(deadlines::id)
        .limit(limit)
        .select(DeadlineRow::as_select())
        .load(conn)?)
}

/// Deadlines of a rule in a status whose last day lies before a day, the earliest first, from after one.
pub fn due_before(
    conn: &mut Connection,
    status: &str,
    rule: &str,
    before: NaiveDate,
    after: Option<DueCursor>,
    limit: i64,
) -> StoreResult<Vec<DeadlineRow>> {
    let due_on = deadlines::due_on.assume_not_null();
    let mut query = deadlines::table
        .filter(deadlines::status.eq(status.to_owned()))
        .filter(deadlines::rule.eq(rule.to_owned()))
        .filter(due_on.lt(before))
        .order((deadlines::due_on, deadlines::id))
        .limit(limit)
        .select(DeadlineRow::as_select())
        .into_boxed();
    if let Some((day, id)) = after {
        query = query.filter(due_on.ge(day)).filter(due_on.gt(day).or(deadlines::id.gt(Key(id))));
    }
    Ok(query.load(conn)?)
}

/// Deadlines in a status, from after one: for recomputing them when a calendar is imported.
pub fn in_status(
    conn: &mut Connection,
    status: &str,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<DeadlineRow>> {
    let mut query = deadlines::table
        .filter(deadlines::status.eq(status.to_owned()))
        .order(deadlines::id)
        .limit(limit)
        .select(DeadlineRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(deadlines::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Applications with a clock that was reckoned by an older calendar and has not ended, each with that calendar's version,
/// in their order, from after one.
pub fn behind_calendar(
    conn: &mut Connection,
    version: i32,
    after: Option<(i32, Uuid)>,
    limit: i64,
) -> StoreResult<Vec<(i32, Uuid)>> {
    let reckoned_by = deadlines::calendar_version.assume_not_null();
    let mut query = deadlines::table
        .filter(sql::<Bool>(UNDER_WAY))
        .filter(reckoned_by.lt(version))
        .select((reckoned_by, deadlines::application_id))
        .distinct()
        .order((reckoned_by, deadlines::application_id))
        .limit(limit)
        .into_boxed();
    if let Some((older, id)) = after {
        query =
            query.filter(reckoned_by.ge(older)).filter(reckoned_by.gt(older).or(deadlines::application_id.gt(Key(id))));
    }
    Ok(query.load::<(i32, Key)>(conn)?.into_iter().map(|(older, id)| (older, id.into())).collect())
}
