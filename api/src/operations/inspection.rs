//! What inspection reads (S26).

use chrono::TimeDelta;
use kaiye_domain::id::InspectionReadId;
use kaiye_persistence::{backend::Key, repo::inspection_read, row::InspectionReadRow};
use uuid::Uuid;

use super::{Outcome, Tx};

/// Keeps that the actor read something by this operation: each object, and which part of it.
pub fn record(tx: &mut Tx<'_>, operation: &str, read: &[[Option<Uuid>; 2]]) -> Outcome<()> {
    let row = |[object, part]: &[Option<Uuid>; 2]| InspectionReadRow {
        id: tx.id::<InspectionReadId>().into(),
        account_id: Key(tx.actor.id),
        operation: operation.to_owned(),
        object_id: object.map(Key),
        part_id: part.map(Key),
        read_at: tx.now.into(),
    };
    let rows: Vec<_> = read.iter().map(row).collect();
    Ok(inspection_read::insert(tx.conn, &rows)?)
}

/// Forgets at most so many reads that are older than policy keeps them.
pub fn forget(tx: &mut Tx<'_>, limit: i64) -> Outcome<usize> {
    let kept = tx.jurisdiction()?.policy.inspection_reads_kept_days.value;
    Ok(inspection_read::purge(tx.conn, tx.now - TimeDelta::days(kept.into()), limit)?)
}
