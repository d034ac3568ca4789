//! What every request shares within one process.

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::web::Data;

use crate::{clock::Clock, config::Config, http::middleware::Limits, ids::Ids};

/// The shared state as handlers take it.
pub type State = Data<AppState>;

/// Configuration, clock, ids, store, keys: nothing that two processes would disagree on.
#[derive(Debug)]
pub struct AppState {
    /// The configuration, validated.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// New ids.
    pub ids: Ids,
    /// The rate limits of this process.
    pub limits: Limits,
    started: AtomicBool,
}

impl AppState {
    /// A state that has not started yet.
    pub fn new(config: Config, clock: Clock, ids: Ids) -> Self {
        Self { limits: Limits::new(&config.limits), config, clock, ids, started: AtomicBool::new(false) }
    }

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
