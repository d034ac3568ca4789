//! The log relayed to NATS JetStream: every event of the feed, in its order, at least once. JetStream leaves out what it
//! has by its `Nats-Msg-Id`, which is the event's id. Only in programs built with the feature `nats`.

mod broker;
mod link;
mod place;

use std::sync::atomic::{AtomicBool, Ordering};

use broker::Fault;
use kaiye_persistence::{StoreError, StoreErrorKind};
pub(crate) use link::KeptLink;
use link::Link;
use place::Place;

use crate::{cloud_event::CloudEvent, operations::Failure, state::AppState};

/// Events a batch. The place in the log moves once all of them were acknowledged.
const BATCH: i64 = 100;

/// Whether the broker failed when this process last called it: that it is away is logged once, not at every attempt.
static AWAY: AtomicBool = AtomicBool::new(false);

/// Relays what is new in the log until nothing is left, the process is to end or the broker fails; how many events it
/// were. Of several processes one does it at a time. No transaction is open while the broker is called.
pub(crate) fn relay(state: &AppState) -> Result<usize, Failure> {
    let Some(url) = state.config.nats.url.as_deref() else { return Ok(0) };
    if !place::is_behind(state)? {
        return Ok(0);
    }
    let Some(place) = Place::claim(state)? else { return Ok(0) };
    // Whoever runs the sweeps may be within a runtime: this one is in a thread of its own.
    let panicked = |_| StoreError::new(StoreErrorKind::Internal, "the thread of the relay panicked");
    std::thread::scope(|scope| scope.spawn(|| follow(state, url, &place)).join().map_err(panicked))?
}

fn follow(state: &AppState, url: &str, place: &Place) -> Result<usize, Failure> {
    let link = match state.relay.take(url, &state.config.nats) {
        Ok(link) => link,
        Err(fault) => return back_off(place, 0, &fault),
    };
    let mut relayed = 0;
    while !state.is_winding_down() {
        let Some((after, events)) = place.next(BATCH)? else { break };
        let (acknowledged, fault) = publish(&link, &events);
        if let Some(last) = acknowledged.checked_sub(1).and_then(|last| events.get(last)) {
            if !place.advance(after, last)? {
                return Ok(relayed);
            }
            relayed += acknowledged;
        }
        if let Some(fault) = fault {
            return back_off(place, relayed, &fault);
        }
    }
    if AWAY.swap(false, Ordering::Relaxed) {
        tracing::info!("the broker is back");
    }
    state.relay.keep(link);
    place.release()?;
    Ok(relayed)
}

/// One after the other, so that none comes before one that failed; how many were acknowledged.
fn publish(link: &Link, events: &[CloudEvent]) -> (usize, Option<Fault>) {
    link.runtime.block_on(async {
        for (count, event) in events.iter().enumerate() {
            if let Err(fault) = link.broker.publish(event).await {
                return (count, Some(fault));
            }
        }
        (events.len(), None)
    })
}

/// The place is kept for a while, so that no process tries again at once.
fn back_off(place: &Place, relayed: usize, fault: &Fault) -> Result<usize, Failure> {
    if !AWAY.swap(true, Ordering::Relaxed) {
        tracing::warn!(%fault, "the broker fails; events wait in the log and are relayed when it is back");
    }
    place.keep()?;
    Ok(relayed)
}
