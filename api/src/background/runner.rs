//! Runs the sweeps: each when its lease is free, in a thread that ends when it is told to.

use std::{
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::Duration,
};

use chrono::TimeDelta;
use kaiye_domain::actor::Actor;
use kaiye_persistence::repo::lease;
use uuid::Uuid;

use super::{SWEEPS, Sweep};
use crate::{
    operations::{Failure, Outcome},
    state::{AppState, State},
};

/// How long a run may take before another process thinks that its process has died.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// The background work of one process.
pub struct Runner {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Runner {
    /// Begins, in a thread of its own.
    pub fn start(state: State) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let tick = Duration::from_secs(state.config.background.tick_seconds.max(1));
        let thread = std::thread::Builder::new().name("background".to_owned()).spawn(move || {
            loop {
                for sweep in SWEEPS {
                    run_if_due(&state, sweep);
                }
                state.limits.tidy();
                if stopped.recv_timeout(tick) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Waits for what runs, and ends.
    pub fn stop(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("the background thread panicked");
        }
    }
}

/// Runs every sweep now, whoever holds its lease: for tests and the command line.
pub fn run_all(state: &AppState) -> Vec<(&'static str, Result<usize, Failure>)> {
    SWEEPS.iter().map(|sweep| (sweep.name, (sweep.run)(state))).collect()
}

/// The lease is kept beyond the run, so that it also spaces the runs of all processes.
fn run_if_due(state: &AppState, sweep: &Sweep) {
    let holder = state.ids.mint::<Uuid>(state.clock.now()).to_string();
    match hold(state, sweep, &holder, sweep.every + PATIENCE) {
        Ok(true) => {}
        Ok(false) => return,
        Err(failure) => return tracing::warn!(sweep = sweep.name, context = failure.context(), "no lease"),
    }
    // A defect in one sweep must not end the thread that runs them all.
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (sweep.run)(state)));
    let Ok(result) = run else { return tracing::error!(sweep = sweep.name, "a sweep panicked") };
    match result {
        Ok(0) => {}
        Ok(count) => tracing::info!(sweep = sweep.name, count, "swept"),
        Err(failure) => tracing::error!(sweep = sweep.name, context = failure.context(), "a sweep failed"),
    }
    if let Err(failure) = hold(state, sweep, &holder, sweep.every) {
        tracing::warn!(sweep = sweep.name, context = failure.context(), "the lease could not be shortened");
    }
}

fn hold(state: &AppState, sweep: &Sweep, holder: &str, time: TimeDelta) -> Outcome<bool> {
    state.transact_here(&Actor::kaiye(), |tx| Ok(lease::take(tx.conn, sweep.name, holder, tx.now, time)?))
}
