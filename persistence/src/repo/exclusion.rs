//! Exclusions from applying (行政许可法 §78, §79), by keyed hash of the excluded.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use kaiye_domain::id::ApplicationId;

use crate::{
    backend::{Connection, Instant, Key, insert_all},
    error::StoreResult,
    row::ExclusionRow,
    schema::exclusions,
};

/// Keeps exclusions.
pub fn insert(conn: &mut Connection, rows: &[ExclusionRow]) -> StoreResult<()> {
    insert_all!(conn, exclusions::table, rows)
}

/// Those of any of these subjects that are not lifted and whose days include this one, the oldest first.
pub fn in_force(
    conn: &mut Connection,
    subject_keys: &[String],
    on: NaiveDate,
    limit: i64,
) -> StoreResult<Vec<ExclusionRow>> {
    Ok(exclusions::table
        .filter(exclusions::subject_key.eq_any(subject_keys.to_vec()))
        .filter(exclusions::lifted_at.is_null())
        .filter(exclusions::from_on.le(on))
        .filter(exclusions::to_on.ge(on))
        .order(exclusions::id)
        .limit(limit)
        .select(ExclusionRow::as_select())
        .load(conn)?)
}

/// Lifts those that a decision in an application brought; tells how many.
pub fn lift(
    conn: &mut Connection,
    application: ApplicationId,
    document: &str,
    at: DateTime<Utc>,
) -> StoreResult<usize> {
    let of_decision = exclusions::table
        .filter(exclusions::application_id.eq(Key::from(application)))
        .filter(exclusions::document.eq(document.to_owned()))
        .filter(exclusions::lifted_at.is_null());
    Ok(diesel::update(of_decision).set(exclusions::lifted_at.eq(Some(Instant::from(at)))).execute(conn)?)
}
