//! The connection of a process, kept from one run of the relay to the next.

use std::sync::{Mutex, PoisonError};

use tokio::runtime::{Builder, Runtime};

use super::broker::{Broker, Fault, fault};
use crate::config::Nats;

/// A connection, and the thread that answers the broker's pings while nothing is relayed.
pub(super) struct Link {
    pub(super) runtime: Runtime,
    pub(super) broker: Broker,
}

/// Where a process keeps its connection; empty before the first run, and after one that failed.
#[derive(Default)]
pub(crate) struct KeptLink(Mutex<Option<Link>>);

impl KeptLink {
    /// The connection that was kept, as long as it stands; else a new one.
    pub(super) fn take(&self, url: &str, config: &Nats) -> Result<Link, Fault> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match kept.filter(|link| link.broker.is_connected()) {
            Some(link) => Ok(link),
            None => Link::reach(url, config),
        }
    }

    /// The next run goes on with this one.
    pub(super) fn keep(&self, link: Link) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
    }
}

/// Whoever drops the state may be within a runtime, where another must not be waited for.
impl Drop for KeptLink {
    fn drop(&mut self) {
        if let Some(link) = self.0.get_mut().unwrap_or_else(PoisonError::into_inner).take() {
            link.runtime.shutdown_background();
        }
    }
}

impl Link {
    fn reach(url: &str, config: &Nats) -> Result<Self, Fault> {
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("relay").enable_all().build();
        let runtime = runtime.map_err(fault)?;
        let broker = runtime.block_on(Broker::reach(url, config))?;
        Ok(Self { runtime, broker })
    }
}
