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

/// Notes each answer that is late, once a round.
pub(super) fn notices_overdue(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    each_found(
        state,
        |tx, after| Ok(supervision_notice::run_out(tx.conn, today, after, BATCH)?),
        |row| row.watch_on.map(|day| (day, row.id.0)),
        |row| SupervisionNoticeId::from(row.id),
        |tx, id| supervision::note_overdue(tx, *id),
    )
}

/// Forgets what inspection read longer ago than policy keeps it.
pub(super) fn forget_reads(state: &AppState) -> Result<usize, Failure> {
    in_batches(state, MANY, inspection::forget)
}
