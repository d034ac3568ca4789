//! Background work: a list of sweeps, each leased by row so that of any number of processes one does it at a time, and
//! any may die at any moment. A sweep is idempotent, and one case that fails never stops the others.

pub mod cases;
mod certificates;
mod credit;
mod runner;
mod sweeps;

use chrono::TimeDelta;
use kaiye_domain::actor::Actor;
pub use runner::{Runner, run_all};
pub use sweeps::SWEEPS;

use crate::{
    operations::{Failure, Outcome, Tx},
    state::AppState,
};

/// A kind of background work.
pub struct Sweep {
    /// Its name: of its lease, and in the log.
    pub name: &'static str,
    /// How often.
    pub every: TimeDelta,
    /// Does what is due, and tells how much it was.
    pub run: fn(&AppState) -> Result<usize, Failure>,
}

/// Does a step for each case in a transaction of its own; tells how many succeeded, and logs those that failed.
pub fn each_case<C: std::fmt::Display>(
    state: &AppState,
    cases: impl IntoIterator<Item = C>,
    step: impl Fn(&mut Tx<'_>, &C) -> Outcome<()>,
) -> usize {
    let kaiye = Actor::kaiye();
    let done = |case: &C| match state.transact_here(&kaiye, |tx| step(tx, case)) {
        Ok(()) => true,
        Err(failure) => {
            tracing::error!(%case, context = failure.context(), "a case failed in the background; it is tried again");
            false
        }
    };
    cases.into_iter().filter(done).count()
}
