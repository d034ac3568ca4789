//! What time brings about with what inspection asked for and read (S26).

use kaiye_domain::{id::SupervisionNoticeId, time::local_date};
use kaiye_persistence::repo::supervision_notice;

use super::{
    BATCH, each_found,
    sweeps::{MANY, in_batches},
};
use crate::{
    operations::{Failure, inspection, supervision},
    state::AppState,
};

/// Notes each answer that is late (S20), and raises each step of the chain of responsibility whose day has come (S24).
pub(super) fn notices_due(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    each_found(
        state,
        |tx, after| Ok(supervision_notice::due(tx.conn, today, after, BATCH)?),
        |row| row.watch_on.map(|day| (day, row.id.0)),
        |row| SupervisionNoticeId::from(row.id),
        |tx, id| supervision::raise(tx, *id),
    )
}

/// Forgets what inspection read longer ago than policy keeps it.
pub(super) fn forget_reads(state: &AppState) -> Result<usize, Failure> {
    in_batches(state, MANY, inspection::forget)
}
