//! What appraisal counts (S26), kept as the log goes on.

use kaiye_domain::{actor::Actor, id::ApplicationId};
use kaiye_persistence::repo::appraisal as repo;
use uuid::Uuid;

use super::{BATCH, each_found, sweeps::in_batches};
use crate::{
    operations::{Failure, appraisal},
    state::AppState,
};

/// Measures the cases that the log touched, and those that were measured by an older calendar.
pub(super) fn appraise(state: &AppState) -> Result<usize, Failure> {
    let followed = in_batches(state, BATCH, appraisal::follow)?;
    let measured = each_found(
        state,
        |tx, after: Option<(i32, Uuid)>| {
            let version = tx.calendar()?.version();
            Ok(repo::behind_calendar(tx.conn, version, after, BATCH)?)
        },
        |found| Some(*found),
        |(_, id)| ApplicationId(*id),
        |tx, id| appraisal::again(tx, *id),
    )?;
    Ok(followed + measured)
}

/// Measures every case anew, a page a transaction, and then sums all anew in one: whoever reads meanwhile sees what was
/// there before. How many cases it were is not counted.
pub fn rebuild_appraisal(state: &AppState) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let last = state.transact_here(&Actor::kaiye(), |tx| appraisal::rebuild_page(tx, after, BATCH))?;
        if last.is_none() {
            return state.transact_here(&Actor::kaiye(), appraisal::sum_anew);
        }
        after = last;
    }
}
