//! Access tokens ended before their time, kept until they would have expired.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::{
    backend::{Connection, Instant, on_either},
    error::StoreResult,
    row::RevokedTokenRow,
    schema::revoked_tokens,
};

/// Ends a token; ending it twice is the same.
pub fn insert(conn: &mut Connection, row: &RevokedTokenRow) -> StoreResult<()> {
    on_either!(conn, c => diesel::insert_into(revoked_tokens::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Whether a token was ended.
pub fn exists(conn: &mut Connection, jti: &str) -> StoreResult<bool> {
    let found = revoked_tokens::table.find(jti).select(revoked_tokens::jti).first::<String>(conn).optional()?;
    Ok(found.is_some())
}

/// Forgets tokens that would have expired before an instant anyway; how many it were.
pub fn purge(conn: &mut Connection, before: DateTime<Utc>) -> StoreResult<usize> {
    let gone = revoked_tokens::table.filter(revoked_tokens::expires_at.lt(Instant::from(before)));
    Ok(on_either!(conn, c => diesel::delete(gone).execute(c))?)
}
