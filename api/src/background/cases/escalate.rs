//! What is near its end or overdue goes up the chain of responsibility (S24).

use kaiye_domain::time::local_date;
use kaiye_persistence::repo::escalation::due;

use crate::{
    background::{BATCH, each_found},
    operations::{Failure, escalation::raise},
    state::AppState,
};

/// Raises each step whose day has come.
pub fn escalate(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    each_found(
        state,
        |tx, after| Ok(due(tx.conn, today, after, BATCH)?),
        |(_, day, id)| Some((*day, *id)),
        |(application, ..)| *application,
        |tx, application| raise(tx, *application),
    )
}
