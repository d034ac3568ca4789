//! What appraisal counts (S26), kept as the log goes on.

use kaiye_domain::actor::Actor;

use super::{BATCH, sweeps::in_batches};
use crate::{
    operations::{Failure, appraisal},
    state::AppState,
};

/// Measures the cases that the log touched, and those that were measured by an older calendar: a page of these at a time, so
/// that what happens meanwhile does not wait for all of them.
pub(super) fn appraise(state: &AppState) -> Result<usize, Failure> {
    let mut done = 0;
    loop {
        done += in_batches(state, BATCH, appraisal::follow)?;
        let measured = state.transact_here(&Actor::kaiye(), |tx| appraisal::catch_up_with_calendar(tx, BATCH))?;
        done += measured;
        if measured == 0 {
            return Ok(done);
        }
    }
}

/// Measures every case anew, a page a transaction, and then sums all anew, an indicator of a month a transaction: nobody
/// waits long, and whoever reads meanwhile sees each month as it was before or as it is after. How many cases it were is
/// not counted.
pub fn rebuild_appraisal(state: &AppState) -> Result<(), Failure> {
    let kaiye = Actor::kaiye();
    let mut after = None;
    while let Some(last) = state.transact_here(&kaiye, |tx| appraisal::rebuild_page(tx, after, BATCH))? {
        after = Some(last);
    }
    for (indicator, month) in state.transact_here(&kaiye, appraisal::months_to_sum)? {
        state.transact_here(&kaiye, |tx| appraisal::sum_anew(tx, indicator, month))?;
    }
    Ok(())
}
