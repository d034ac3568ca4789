//! The number ledger (S8): a row a number, for ever.

use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, prelude::*};
use kaiye_domain::id::{CertificateId, NumberId, NumberRangeId};
use uuid::Uuid;

use crate::{
    backend::{Connection, DbUtc, DbUuid, Instant, Key, insert_all, on_either},
    error::StoreResult,
    row::NumberRow,
    schema::numbers,
};

/// The status of a number in stock; the index of what can be taken is on this word.
const AVAILABLE: &str = "available";

/// Takes the first number of a range that nobody else is just taking. The subquery is run once, before the update.
macro_rules! take {
    ($lock:literal) => {
        concat!(
            "UPDATE numbers SET status = 'issued', certificate_id = $1, changed_at = $2, changed_by = $3 WHERE id = \
             (SELECT id FROM numbers WHERE range_id = $4 AND status = 'available' ORDER BY serial LIMIT 1",
            $lock,
            ") RETURNING *"
        )
    };
}

/// How many numbers of a range stand in a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// The range.
    pub range: Uuid,
    /// The status.
    pub status: String,
    /// How many.
    pub count: i64,
}

/// Why a number left the stock without a certificate.
#[derive(Debug, Clone, Copy)]
pub struct Removal<'a> {
    /// `void`, `lost` or `returned`.
    pub status: &'a str,
    /// In words.
    pub reason: Option<&'a str>,
    /// Who says so.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes a range's numbers.
pub fn insert(conn: &mut Connection, rows: &[NumberRow]) -> StoreResult<()> {
    insert_all!(conn, numbers::table, rows)
}

/// Takes an available number of a range for a certificate; `None` when none is left. Whoever takes another at the same
/// moment does not wait: each takes *a* number, not the next one.
pub fn take(
    conn: &mut Connection,
    range: NumberRangeId,
    certificate: CertificateId,
    by: Uuid,
    at: DateTime<Utc>,
) -> StoreResult<Option<NumberRow>> {
    let statement = match conn {
        Connection::Sqlite(_) => take!(""),
        Connection::Postgres(_) => take!(" FOR UPDATE SKIP LOCKED"),
    };
    let taken = on_either!(conn, c => diesel::sql_query(statement)
        .bind::<DbUuid, _>(Key::from(certificate))
        .bind::<DbUtc, _>(Instant::from(at))
        .bind::<DbUuid, _>(Key(by))
        .bind::<DbUuid, _>(Key::from(range))
        .get_result(c)
        .optional())?;
    Ok(taken)
}

/// The number of an item.
pub fn find_by_number(conn: &mut Connection, item_code: &str, number: &str) -> StoreResult<Option<NumberRow>> {
    Ok(numbers::table
        .filter(numbers::item_code.eq(item_code))
        .filter(numbers::number.eq(number))
        .select(NumberRow::as_select())
        .first(conn)
        .optional()?)
}

/// The number.
pub fn find(conn: &mut Connection, id: NumberId) -> StoreResult<NumberRow> {
    Ok(numbers::table.find(Key::from(id)).select(NumberRow::as_select()).first(conn)?)
}

/// Takes a number out of the stock; false when it is no longer available.
pub fn remove(conn: &mut Connection, id: NumberId, removal: Removal<'_>) -> StoreResult<bool> {
    let removed = diesel::update(numbers::table.find(Key::from(id)))
        .filter(numbers::status.eq(AVAILABLE))
        .set((
            numbers::status.eq(removal.status),
            numbers::reason.eq(removal.reason),
            numbers::changed_at.eq(Instant::from(removal.at)),
            numbers::changed_by.eq(Key(removal.by)),
        ))
        .execute(conn)?;
    Ok(removed == 1)
}

/// Takes every available number of a range between two serials out of the stock; how many it were.
pub fn remove_between(
    conn: &mut Connection,
    range: NumberRangeId,
    serials: (i64, i64),
    removal: Removal<'_>,
) -> StoreResult<usize> {
    Ok(diesel::update(numbers::table)
        .filter(numbers::range_id.eq(Key::from(range)))
        .filter(numbers::serial.ge(serials.0).and(numbers::serial.le(serials.1)))
        .filter(numbers::status.eq(AVAILABLE))
        .set((
            numbers::status.eq(removal.status),
            numbers::reason.eq(removal.reason),
            numbers::changed_at.eq(Instant::from(removal.at)),
            numbers::changed_by.eq(Key(removal.by)),
        ))
        .execute(conn)?)
}

/// Counts the numbers of these ranges by status: for the stock report and the reconciliation.
pub fn stock(conn: &mut Connection, ranges: &[NumberRangeId]) -> StoreResult<Vec<Stock>> {
    let of: Vec<Key> = ranges.iter().map(|id| Key::from(*id)).collect();
    let counts: Vec<(Key, String, i64)> = on_either!(conn, c => numbers::table
        .filter(numbers::range_id.eq_any(of))
        .group_by((numbers::range_id, numbers::status))
        .select((numbers::range_id, numbers::status, count_star()))
        .load(c))?;
    Ok(counts.into_iter().map(|(range, status, count)| Stock { range: range.into(), status, count }).collect())
}

/// Numbers of a range by serial, in a status when given, from after a serial.
pub fn list(
    conn: &mut Connection,
    range: NumberRangeId,
    status: Option<&str>,
    after: Option<i64>,
    limit: i64,
) -> StoreResult<Vec<NumberRow>> {
    let mut query = numbers::table
        .filter(numbers::range_id.eq(Key::from(range)))
        .select(NumberRow::as_select())
        .order(numbers::serial)
        .limit(limit)
        .into_boxed();
    if let Some(status) = status {
        query = query.filter(numbers::status.eq(status.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(numbers::serial.gt(after));
    }
    Ok(query.load(conn)?)
}
