//! Waiting for the log to go on: neither a thread nor a connection is held meanwhile, and however many wait, one of them at
//! a time looks.

use std::time::Duration;

use kaiye_domain::actor::Actor;
use kaiye_persistence::repo::event;
use tokio::{
    sync::{Mutex, watch},
    time::{Instant, sleep_until, timeout_at},
};

use super::State;
use crate::http::Problem;

/// What this process knows of how far the log goes.
pub struct News {
    head: watch::Sender<i64>,
    looking: Mutex<()>,
}

impl Default for News {
    fn default() -> Self {
        Self { head: watch::Sender::new(0), looking: Mutex::new(()) }
    }
}

impl State {
    /// Waits until the log goes beyond a position; false when the time is over before, or the service stops.
    pub async fn wait_for_news(&self, after: i64, until: Instant) -> Result<bool, Problem> {
        let pause = Duration::from_millis(self.config.background.prompt_milliseconds.max(10));
        let mut head = self.news.head.subscribe();
        loop {
            if *head.borrow_and_update() > after {
                return Ok(true);
            }
            if Instant::now() >= until || !self.is_started() {
                return Ok(false);
            }
            let next = until.min(Instant::now() + pause);
            let Ok(_turn) = self.news.looking.try_lock() else {
                // Somebody else looks, or has been sent away while it did: then the next turn is another's.
                drop(timeout_at(next, head.changed()).await);
                continue;
            };
            sleep_until(next).await;
            let found = self.look(Actor::kaiye(), |tx| Ok(event::head(tx.conn)?)).await?;
            self.news.head.send_if_modified(|known| {
                let further = found > *known;
                *known = found.max(*known);
                further
            });
        }
    }
}
