//! Runs the sweeps: each when its lease is free, in the thread of its lane, which ends when it is told to.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
};

use chrono::TimeDelta;
use kaiye_domain::actor::Actor;
use kaiye_persistence::repo::lease;
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::{Lane, SWEEPS, Sweep};
use crate::{
    operations::{Failure, Outcome},
    state::{AppState, State},
};

/// How long a run may take before another process thinks that its process has died.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// The background work of one process: a thread a lane.
pub struct Runner {
    state: State,
    lanes: Vec<(Sender<()>, JoinHandle<()>)>,
}

impl Runner {
    /// Begins, in threads of its own.
    pub fn start(state: State) -> std::io::Result<Self> {
        let start = |lane: Lane| {
            let (stop, stopped) = channel();
            let (state, name) = (state.clone(), format!("background-{}", <&str>::from(lane)));
            let thread = std::thread::Builder::new().name(name).spawn(move || run(&state, lane, &stopped))?;
            Ok((stop, thread))
        };
        let lanes = Lane::iter().map(start).collect::<std::io::Result<_>>()?;
        Ok(Self { state, lanes })
    }

    /// Waits for what runs, and ends.
    pub fn stop(self) {
        self.state.wind_down();
        let (stops, threads): (Vec<_>, Vec<_>) = self.lanes.into_iter().unzip();
        drop(stops);
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a background thread panicked");
            }
        }
    }
}

fn run(state: &AppState, lane: Lane, stopped: &Receiver<()>) {
    let rest = lane.rest(&state.config.background);
    loop {
        for sweep in SWEEPS.iter().filter(|sweep| sweep.lane == lane) {
            run_if_due(state, sweep);
        }
        if lane == Lane::Clocks {
            state.limits.tidy();
        }
        if stopped.recv_timeout(rest) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

/// Runs every sweep now, whoever holds its lease: for tests and the command line.
pub fn run_all(state: &AppState) -> Vec<(&'static str, Result<usize, Failure>)> {
    SWEEPS.iter().map(|sweep| (sweep.name, (sweep.run)(state))).collect()
}

/// The lease is kept beyond the run, so that it also spaces the runs of all processes.
fn run_if_due(state: &AppState, sweep: &Sweep) {
    if sweep.every.is_zero() {
        return attempt(state, sweep);
    }
    let holder = state.ids.mint::<Uuid>(state.clock.now()).to_string();
    match hold(state, sweep, &holder, sweep.every + PATIENCE) {
        Ok(true) => {}
        Ok(false) => return,
        Err(failure) => return tracing::warn!(sweep = sweep.name, context = failure.context(), "no lease"),
    }
    attempt(state, sweep);
    if let Err(failure) = hold(state, sweep, &holder, sweep.every) {
        tracing::warn!(sweep = sweep.name, context = failure.context(), "the lease could not be shortened");
    }
}

/// A defect in one sweep must not end the thread that runs them all.
fn attempt(state: &AppState, sweep: &Sweep) {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (sweep.run)(state))) {
        Ok(Ok(0)) => {}
        Ok(Ok(count)) => tracing::info!(sweep = sweep.name, count, "swept"),
        Ok(Err(failure)) => tracing::error!(sweep = sweep.name, context = failure.context(), "a sweep failed"),
        Err(_) => tracing::error!(sweep = sweep.name, "a sweep panicked"),
    }
}

fn hold(state: &AppState, sweep: &Sweep, holder: &str, time: TimeDelta) -> Outcome<bool> {
    state.transact_here(&Actor::kaiye(), |tx| Ok(lease::take(tx.conn, sweep.name, holder, tx.now, time)?))
}
