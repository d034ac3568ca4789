//! Background work: a list of sweeps, each leased by row so that of any number of processes one does it at a time, and
//! any may die at any moment. A sweep is idempotent, and one case that fails never stops the others.

mod appraisal;
pub mod cases;
mod certificates;
mod credit;
mod intake;
mod lane;
mod messages;
mod runner;
mod supervision;
mod sweeps;
mod webhooks;

use std::collections::BTreeSet;

pub use appraisal::rebuild_appraisal;
use chrono::TimeDelta;
use kaiye_domain::actor::Actor;
pub use lane::Lane;
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
    /// Which sweeps it waits for.
    pub lane: Lane,
    /// How often, over all processes, which lease it from one another. Zero: without a lease, whenever its lane comes round
    /// in each of them, for what locks what it does row by row.
    pub every: TimeDelta,
    /// Does what is due, and tells how much it was.
    pub run: fn(&AppState) -> Result<usize, Failure>,
}

impl Sweep {
    const fn of(
        name: &'static str,
        lane: Lane,
        every: TimeDelta,
        run: fn(&AppState) -> Result<usize, Failure>,
    ) -> Self {
        Self { name, lane, every, run }
    }
}

/// Rows a query.
pub(crate) const BATCH: i64 = 200;

/// Goes through all that a query finds, a page after the other, and does a step for each of its cases in a transaction
/// of its own. Every page is looked at, so that a case that fails again and again hides none behind it. `query` goes on
/// after where the last row was, which `place` says; `case` says what a row is about.
pub(crate) fn each_found<R, P: Clone, C: Clone + Ord + std::fmt::Display>(
    state: &AppState,
    query: impl Fn(&mut Tx<'_>, Option<P>) -> Outcome<Vec<R>>,
    place: impl Fn(&R) -> Option<P>,
    case: impl Fn(&R) -> C,
    step: impl Fn(&mut Tx<'_>, &C) -> Outcome<()>,
) -> Result<usize, Failure> {
    let (mut after, mut done) = (None, 0);
    loop {
        let rows = state.look_here(&Actor::kaiye(), |tx| query(tx, after.clone()))?;
        let Some(last) = rows.last() else { return Ok(done) };
        after = place(last);
        let mut seen = BTreeSet::new();
        let cases = rows.iter().map(&case).filter(|case| seen.insert(case.clone()));
        done += each_case(state, cases, &step);
        if after.is_none() {
            return Ok(done);
        }
    }
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
