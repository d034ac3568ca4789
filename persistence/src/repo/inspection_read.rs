//! What inspection read (S26).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::update::purge;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::InspectionReadRow,
    schema::inspection_reads,
};

/// Which reads a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct InspectionReadFilter {
    /// By this account, as whoever reads its own alone.
    pub only: Option<Uuid>,
    /// By this account.
    pub account: Option<Uuid>,
    /// Of this object.
    pub object: Option<Uuid>,
}

/// Keeps what was read.
pub fn insert(conn: &mut Connection, rows: &[InspectionReadRow]) -> StoreResult<()> {
    insert_all!(conn, inspection_reads::table, rows)
}

/// What was read, the latest first, from after one.
pub fn list(
    conn: &mut Connection,
    filter: &InspectionReadFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<InspectionReadRow>> {
    let mut query = inspection_reads::table
        .select(InspectionReadRow::as_select())
        .order(inspection_reads::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(only) = filter.only {
        query = query.filter(inspection_reads::account_id.eq(Key(only)));
    }
    if let Some(account) = filter.account {
        query = query.filter(inspection_reads::account_id.eq(Key(account)));
    }
    if let Some(object) = filter.object {
        query = query.filter(inspection_reads::object_id.eq(Key(object)));
    }
    if let Some(after) = after {
        query = query.filter(inspection_reads::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Forgets at most so many reads from before an instant.
pub fn purge(conn: &mut Connection, before: DateTime<Utc>, limit: i64) -> StoreResult<usize> {
    Ok(purge!(conn, "inspection_reads", "id", "read_at", before, limit)?)
}
