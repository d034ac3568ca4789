//! What is near its end or overdue goes up the chain of responsibility (S24).

use kaiye_domain::{actor::Actor, id::ApplicationId, time::local_date};
use kaiye_persistence::repo::escalation::due;

use super::BATCH;
use crate::{
    background::each_case,
    operations::{Failure, Outcome, escalation::raise},
    state::AppState,
};

/// Raises each step whose day has come. Every page is looked at, so that a case that fails hides none behind it.
pub fn escalate(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    let (mut after, mut done) = (None, 0);
    loop {
        let rows = state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> { Ok(due(tx.conn, today, after, BATCH)?) })?;
        let Some((_, day, id)) = rows.last() else { return Ok(done) };
        after = Some((*day, *id));
        let mut cases: Vec<ApplicationId> = rows.iter().map(|(application, ..)| *application).collect();
        cases.sort_unstable();
        cases.dedup();
        done += each_case(state, cases, |tx, id| raise(tx, *id));
    }
}
