//! What every request shares within one process, and the one way to read and to write.

mod transact;

use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use kaiye_persistence::Store;

use crate::{
    clock::Clock,
    config::Config,
    http::{Problem, middleware::Limits},
    ids::Ids,
};

/// A handle on the shared state; handlers take it as an argument.
#[derive(Clone)]
pub struct State(Arc<AppState>);

/// Configuration, clock, ids, store: nothing that two processes would disagree on.
pub struct AppState {
    /// The configuration, validated.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// New ids.
    pub ids: Ids,
    /// Where everything is kept.
    pub store: Store,
    /// The rate limits of this process.
    pub limits: Limits,
    started: AtomicBool,
}

impl State {
    /// A state that has not started yet.
    pub fn new(config: Config, clock: Clock, ids: Ids, store: Store) -> Self {
        let limits = Limits::new(&config.limits);
        Self(Arc::new(AppState { config, clock, ids, store, limits, started: AtomicBool::new(false) }))
    }
}

impl AppState {
    /// From now on requests are taken.
    pub fn start(&self) {
        self.started.store(true, Ordering::Release);
    }

    /// From now on they are shed again.
    pub fn stop(&self) {
        self.started.store(false, Ordering::Release);
    }

    /// Whether requests are taken.
    pub fn is_started(&self) -> bool {
        self.started.load(Ordering::Acquire)
    }
}

impl Deref for State {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.0
    }
}

impl FromRequest for State {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.app_data::<Self>().cloned().ok_or_else(|| Problem::internal("an application without state")))
    }
}
