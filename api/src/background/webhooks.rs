//! Events on their way to subscribers (S13). One thread looks for what may be sent and takes it; each call is made in a
//! thread of its own, so that a receiver that hangs holds up its own deliveries and nobody else's.

use std::{
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::Scope,
    time::{Duration, Instant},
};

use kaiye_domain::{actor::Actor, id::SubscriptionId};
use kaiye_persistence::repo::{delivery, subscription};

use super::{
    BATCH, each_found,
    sweeps::{MANY, in_batches},
};
use crate::{
    cloud_event::MEDIA_TYPE,
    operations::{
        Failure,
        subscriptions::{self, Attempt, Sending},
    },
    outgoing::{Answer, signature},
    state::AppState,
};

/// How often somebody looks for more to send while calls are under way.
const LOOK: Duration = Duration::from_millis(100);

/// What is new in the log becomes deliveries.
pub(super) fn fan_out(state: &AppState) -> Result<usize, Failure> {
    each_found(
        state,
        |tx, after| Ok(subscription::behind(tx.conn, after, subscriptions::MOST_WAITING, BATCH)?),
        |id| Some(id.0),
        |id| *id,
        |tx, id| subscriptions::fan_out(tx, *id),
    )
}

/// Sends what may be sent, until nothing is left or the process is to end; how many attempts it were.
pub(super) fn deliver(state: &AppState) -> Result<usize, Failure> {
    std::thread::scope(|scope| {
        let (landed, landings) = channel();
        let (mut flying, mut begun) = (0_usize, 0);
        loop {
            for id in due(state)? {
                while let Some(sending) = take(state, id) {
                    fly(scope, state, sending, landed.clone());
                    (flying, begun) = (flying + 1, begun + 1);
                }
            }
            if flying == 0 {
                return Ok(begun);
            }
            match landings.recv_timeout(LOOK) {
                Ok(()) => flying -= 1 + landings.try_iter().count(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(begun),
            }
        }
    })
}

/// The log of deliveries that ended long ago is forgotten.
pub(super) fn purge(state: &AppState) -> Result<usize, Failure> {
    in_batches(state, MANY, |tx, limit| Ok(delivery::purge(tx.conn, subscriptions::forgotten_before(tx), limit)?))
}

fn due(state: &AppState) -> Result<Vec<SubscriptionId>, Failure> {
    if state.is_winding_down() {
        return Ok(Vec::new());
    }
    state.look_here(&Actor::kaiye(), |tx| Ok(subscription::due(tx.conn, tx.now)?))
}

/// What of one subscription fails stops no other.
fn take(state: &AppState, id: SubscriptionId) -> Option<Sending> {
    let taken = state.transact_here(&Actor::kaiye(), |tx| subscriptions::claim(tx, id));
    taken.unwrap_or_else(|failure: Failure| {
        tracing::error!(subscription = %id, context = failure.context(), "a delivery could not be taken");
        None
    })
}

/// Tells that a thread has ended, however it did.
struct Landing(Sender<()>);

impl Drop for Landing {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

fn fly<'scope>(scope: &'scope Scope<'scope, '_>, state: &'scope AppState, sending: Sending, landed: Sender<()>) {
    scope.spawn(move || {
        let _landing = Landing(landed);
        let attempt = call(state, &sending);
        let answered = attempt.result.as_ref().is_ok_and(Answer::is_success);
        let written = match answered {
            true => state.transact_here(&Actor::kaiye(), |tx| subscriptions::receipt(tx, &sending)),
            false => Ok(()),
        };
        // A receipt that cannot be kept is a failed attempt like any other: tried again, and dead in the end.
        let received = answered && written.is_ok();
        let kept = state.transact_here(&Actor::kaiye(), |tx| subscriptions::sent(tx, &sending, &attempt, received));
        for failure in [written, kept].into_iter().filter_map(Result::err) {
            let failure: Failure = failure;
            tracing::error!(delivery = %sending.delivery, context = failure.context(), "it will be sent again");
        }
    });
}

fn call(state: &AppState, sending: &Sending) -> Attempt {
    let (at, id) = (state.clock.now(), sending.event.id.to_string());
    let (timestamp, signed) = (at.timestamp().to_string(), signature(&sending.secrets, &id, at, &sending.body));
    let headers = [
        ("content-type", MEDIA_TYPE),
        ("webhook-id", id.as_str()),
        ("webhook-timestamp", timestamp.as_str()),
        ("webhook-signature", signed.as_str()),
    ];
    let began = Instant::now();
    let result = state.outgoing.post(&sending.url, &headers, sending.body.as_bytes());
    Attempt { at, took: began.elapsed(), result }
}
