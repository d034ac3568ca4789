//! Batches of applications by electronic data interchange, and the outcome of each of their rows (S22).

use diesel::prelude::*;
use kaiye_domain::id::IntakeBatchId;
use uuid::Uuid;

use super::{lock, update::update_versioned};
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::{IntakeBatchRow, IntakeEntryRow},
    schema::{intake_batches, intake_entries},
};

/// Keeps a batch.
pub fn insert(conn: &mut Connection, row: &IntakeBatchRow) -> StoreResult<()> {
    insert_all!(conn, intake_batches::table, std::slice::from_ref(row))
}

/// Changes a batch that still has the expected version.
pub fn update(conn: &mut Connection, row: &IntakeBatchRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, intake_batches, row, expected)
}

/// The batch; with `sent_by` only if that client sent it.
pub fn find(conn: &mut Connection, sent_by: Option<Uuid>, id: IntakeBatchId) -> StoreResult<IntakeBatchRow> {
    let mut query = intake_batches::table
        .filter(intake_batches::id.eq(Key::from(id)))
        .select(IntakeBatchRow::as_select())
        .into_boxed();
    if let Some(client) = sent_by {
        query = query.filter(intake_batches::sent_by.eq(Key(client)));
    }
    Ok(query.first(conn)?)
}

/// The batch, locked until the transaction ends.
pub fn lock(conn: &mut Connection, id: IntakeBatchId) -> StoreResult<IntakeBatchRow> {
    lock::hold(conn, &format!("intake_batch {id}"))?;
    find(conn, None, id)
}

/// Batches in a status, the oldest first, from after one.
pub fn in_status(
    conn: &mut Connection,
    status: &str,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<IntakeBatchRow>> {
    let mut query = intake_batches::table
        .filter(intake_batches::status.eq(status.to_owned()))
        .order(intake_batches::id)
        .limit(limit)
        .select(IntakeBatchRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(intake_batches::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Keeps the outcome of a row.
pub fn insert_entry(conn: &mut Connection, row: &IntakeEntryRow) -> StoreResult<()> {
    insert_all!(conn, intake_entries::table, std::slice::from_ref(row))
}

/// Whoever takes in the same reference of the same client waits until the transaction ends.
pub fn lock_reference(conn: &mut Connection, sent_by: Uuid, reference: &str) -> StoreResult<()> {
    lock::hold(conn, &format!("intake reference {sent_by} {reference}"))
}

/// The row that this client's reference was accepted with, if it was.
pub fn accepted(conn: &mut Connection, sent_by: Uuid, reference: &str) -> StoreResult<Option<IntakeEntryRow>> {
    Ok(intake_entries::table
        .filter(intake_entries::sent_by.eq(Key(sent_by)))
        .filter(intake_entries::reference.assume_not_null().eq(reference))
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("status = 'accepted'"))
        .select(IntakeEntryRow::as_select())
        .first(conn)
        .optional()?)
}

/// The outcomes of a batch in the order of its rows, from after one; only those in a status, if one is named.
pub fn entries(
    conn: &mut Connection,
    batch: IntakeBatchId,
    status: Option<&str>,
    after: Option<i32>,
    limit: i64,
) -> StoreResult<Vec<IntakeEntryRow>> {
    let mut query = intake_entries::table
        .filter(intake_entries::batch_id.eq(Key::from(batch)))
        .order(intake_entries::row_number)
        .limit(limit)
        .select(IntakeEntryRow::as_select())
        .into_boxed();
    if let Some(status) = status {
        query = query.filter(intake_entries::status.eq(status.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(intake_entries::row_number.gt(after));
    }
    Ok(query.load(conn)?)
}
