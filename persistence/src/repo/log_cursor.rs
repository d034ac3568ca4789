//! How far those who follow the log within Kaiye have come.

use diesel::prelude::*;

use super::lock;
use crate::{
    backend::{Connection, upsert_all},
    error::StoreResult,
    schema::log_cursors,
};

/// Where a follower goes on: after this position. It is the follower's alone until the transaction ends, so that of two
/// processes one does each part of the log.
pub fn hold(conn: &mut Connection, name: &str) -> StoreResult<i64> {
    lock::hold(conn, &format!("log cursor {name}"))?;
    position(conn, name)
}

/// The same to look at: another may move it at any time.
pub fn position(conn: &mut Connection, name: &str) -> StoreResult<i64> {
    let found = log_cursors::table.find(name).select(log_cursors::position).first(conn).optional()?;
    Ok(found.unwrap_or_default())
}

/// It has come this far.
pub fn advance(conn: &mut Connection, name: &str, position: i64) -> StoreResult<()> {
    let row = (log_cursors::name.eq(name.to_owned()), log_cursors::position.eq(position));
    upsert_all!(conn, log_cursors by name, [position], &[row])
}
