//! Signing keys. There are never more than a handful.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::{
    backend::{Connection, Instant, on_either},
    error::StoreResult,
    row::SigningKeyRow,
    schema::signing_keys,
};

/// More than any rotation keeps at once.
const MOST: i64 = 100;

/// Adds a key.
pub fn insert(conn: &mut Connection, row: &SigningKeyRow) -> StoreResult<()> {
    diesel::insert_into(signing_keys::table).values(row).execute(conn)?;
    Ok(())
}

/// The keys that have not expired, the newest first.
pub fn unexpired(conn: &mut Connection, now: DateTime<Utc>) -> StoreResult<Vec<SigningKeyRow>> {
    let keys = signing_keys::table
        .filter(signing_keys::expires_at.gt(Instant::from(now)))
        .order((signing_keys::active_from.desc(), signing_keys::kid))
        .limit(MOST)
        .select(SigningKeyRow::as_select())
        .load(conn)?;
    Ok(keys)
}

/// Forgets keys that expired before an instant; how many it were.
pub fn purge(conn: &mut Connection, before: DateTime<Utc>) -> StoreResult<usize> {
    let gone = signing_keys::table.filter(signing_keys::expires_at.lt(Instant::from(before)));
    Ok(on_either!(conn, c => diesel::delete(gone).execute(c))?)
}
