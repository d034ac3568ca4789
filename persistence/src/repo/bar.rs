//! Bars on the commitment route (S19), by keyed hash of the barred.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use kaiye_domain::id::{BarId, CreditRecordId};

use crate::{
    backend::{Connection, Instant, Key, insert_all},
    error::StoreResult,
    row::BarRow,
    schema::bars,
};

/// Keeps bars.
pub fn insert(conn: &mut Connection, rows: &[BarRow]) -> StoreResult<()> {
    insert_all!(conn, bars::table, rows)
}

/// The bars on any of these subjects that are not lifted and whose days include this one, the oldest first.
pub fn in_force(conn: &mut Connection, subject_keys: &[String], on: NaiveDate, limit: i64) -> StoreResult<Vec<BarRow>> {
    Ok(bars::table
        .filter(bars::subject_key.eq_any(subject_keys.to_vec()))
        .filter(bars::lifted_at.is_null())
        .filter(bars::from_on.le(on))
        .filter(bars::to_on.is_null().or(bars::to_on.assume_not_null().ge(on)))
        .order(bars::id)
        .limit(limit)
        .select(BarRow::as_select())
        .load(conn)?)
}

/// The bars of a record that are not lifted.
pub fn of_record(conn: &mut Connection, record: CreditRecordId, limit: i64) -> StoreResult<Vec<BarRow>> {
    Ok(bars::table
        .filter(bars::record_id.assume_not_null().eq(Key::from(record)))
        .filter(bars::lifted_at.is_null())
        .order(bars::id)
        .limit(limit)
        .select(BarRow::as_select())
        .load(conn)?)
}

/// Lifts a bar; false when it was lifted before.
pub fn lift(conn: &mut Connection, id: BarId, at: DateTime<Utc>) -> StoreResult<bool> {
    let lifted = diesel::update(bars::table.find(Key::from(id)))
        .filter(bars::lifted_at.is_null())
        .set(bars::lifted_at.eq(Some(Instant::from(at))))
        .execute(conn)?;
    Ok(lifted == 1)
}
