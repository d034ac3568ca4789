//! The list of background work. What the cases of the plan need is added here, a line each.

use chrono::TimeDelta;
use kaiye_domain::actor::Actor;
use kaiye_persistence::{
    StoreError, StoreErrorKind, StoreResult,
    repo::{event, idempotency, login_failure, revoked_token, session, signing_key},
};

use super::{Lane, Sweep, cases, certificates, credit, intake, messages, webhooks};
use crate::{
    operations::{Failure, Outcome, Tx},
    state::AppState,
};

/// Rows a transaction.
pub(super) const BATCH: i64 = 1_000;

/// Uploads cleared away a run.
const UPLOADS: usize = 1_000;

/// All of it, in the order in which it is tried.
pub const SWEEPS: &[Sweep] = &[
    Sweep { name: "sequence_events", lane: Lane::Feed, every: TimeDelta::zero(), run: sequence_events },
    Sweep { name: "fan_out_events", lane: Lane::Feed, every: TimeDelta::zero(), run: webhooks::fan_out },
    // What time brings about in cases; the calendar first, so that nothing is concluded from a date that has moved.
    Sweep { name: "reckon_anew", lane: Lane::Clocks, every: TimeDelta::seconds(30), run: cases::reckon_anew },
    Sweep { name: "deemed_accepted", lane: Lane::Clocks, every: TimeDelta::minutes(1), run: cases::deemed_accepted },
    Sweep {
        name: "correction_overdue",
        lane: Lane::Clocks,
        every: TimeDelta::minutes(1),
        run: cases::correction_overdue,
    },
    Sweep { name: "draft_expired", lane: Lane::Clocks, every: TimeDelta::minutes(10), run: cases::draft_expired },
    Sweep {
        name: "deferred_before_decision",
        lane: Lane::Clocks,
        every: TimeDelta::minutes(1),
        run: cases::deferred_before_decision,
    },
    Sweep {
        name: "deferred_after_issue",
        lane: Lane::Clocks,
        every: TimeDelta::minutes(1),
        run: cases::deferred_after_issue,
    },
    Sweep { name: "deemed_received", lane: Lane::Clocks, every: TimeDelta::minutes(1), run: cases::deemed_received },
    Sweep { name: "duties_overdue", lane: Lane::Clocks, every: TimeDelta::minutes(1), run: cases::duties_overdue },
    Sweep { name: "escalate", lane: Lane::Clocks, every: TimeDelta::minutes(5), run: cases::escalate },
    Sweep {
        name: "rectification_overdue",
        lane: Lane::Clocks,
        every: TimeDelta::minutes(5),
        run: cases::rectification_overdue,
    },
    Sweep { name: "hearing_waived", lane: Lane::Clocks, every: TimeDelta::minutes(5), run: cases::hearing_waived },
    Sweep { name: "miss_promises", lane: Lane::Clocks, every: TimeDelta::minutes(5), run: certificates::miss_promises },
    Sweep { name: "end_terms", lane: Lane::Clocks, every: TimeDelta::minutes(15), run: certificates::end_terms },
    Sweep {
        name: "end_credit_publications",
        lane: Lane::Clocks,
        every: TimeDelta::minutes(15),
        run: credit::end_credit_publications,
    },
    Sweep { name: "watch_stocks", lane: Lane::Clocks, every: TimeDelta::minutes(1), run: certificates::watch_stocks },
    Sweep { name: "take_in_batches", lane: Lane::Intake, every: TimeDelta::seconds(1), run: intake::take_in_batches },
    Sweep { name: "rotate_signing_keys", lane: Lane::Clocks, every: TimeDelta::hours(1), run: rotate_signing_keys },
    Sweep {
        name: "purge_idempotency_keys",
        lane: Lane::Clocks,
        every: TimeDelta::minutes(15),
        run: purge_idempotency_keys,
    },
    Sweep { name: "purge_sessions", lane: Lane::Clocks, every: TimeDelta::hours(1), run: purge_sessions },
    Sweep { name: "purge_uploads", lane: Lane::Clocks, every: TimeDelta::hours(1), run: purge_uploads },
    Sweep { name: "purge_deliveries", lane: Lane::Clocks, every: TimeDelta::hours(1), run: webhooks::purge },
    Sweep {
        name: "deliver_webhooks",
        lane: Lane::Webhooks,
        every: TimeDelta::milliseconds(100),
        run: webhooks::deliver,
    },
    Sweep {
        name: "compose_messages",
        lane: Lane::Messages,
        every: TimeDelta::seconds(5),
        run: messages::compose_messages,
    },
    Sweep { name: "send_messages", lane: Lane::Messages, every: TimeDelta::seconds(5), run: messages::send_messages },
];

/// Gives committed events their places in the feed; a look when there are none.
fn sequence_events(state: &AppState) -> Result<usize, Failure> {
    if !state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> { Ok(event::any_waits(tx.conn)?) })? {
        return Ok(0);
    }
    in_batches(state, |tx| Ok(event::sequence_committed(tx.conn, BATCH)?))
}

fn rotate_signing_keys(state: &AppState) -> Result<usize, Failure> {
    state.rotate_keys_here()?;
    in_batches(state, |tx| Ok(signing_key::purge(tx.conn, tx.now)?))
}

fn purge_idempotency_keys(state: &AppState) -> Result<usize, Failure> {
    in_batches(state, |tx| Ok(idempotency::purge(tx.conn, tx.now - idempotency::KEPT, BATCH)?))
}

/// Sessions and tokens that are over, and failures that nobody added to for a day.
fn purge_sessions(state: &AppState) -> Result<usize, Failure> {
    let sessions = in_batches(state, |tx| Ok(session::purge(tx.conn, tx.now, BATCH)?))?;
    let tokens = in_batches(state, |tx| Ok(revoked_token::purge(tx.conn, tx.now)?))?;
    let failures = in_batches(state, |tx| Ok(login_failure::purge(tx.conn, tx.now - TimeDelta::days(1))?))?;
    Ok(sessions + tokens + failures)
}

/// Uploads that were whole a day ago but never got their place, because their process died in between. The store of
/// materials is asynchronous: a runtime of its own waits for it, in a thread of its own, as whoever runs the sweeps may
/// be within one.
fn purge_uploads(state: &AppState) -> Result<usize, Failure> {
    let (materials, before) = (state.materials()?, state.clock.now() - TimeDelta::days(1));
    let purge = || -> StoreResult<usize> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| StoreError::new(StoreErrorKind::Internal, error.to_string()))?;
        runtime.block_on(materials.purge_incoming(before, UPLOADS))
    };
    let panicked = |_| StoreError::new(StoreErrorKind::Internal, "the thread that clears away uploads panicked");
    Ok(std::thread::scope(|scope| scope.spawn(purge).join().map_err(panicked))??)
}

/// Repeats a step, each time in a transaction of its own, until it finds less than a batch.
pub(super) fn in_batches(state: &AppState, step: impl Fn(&mut Tx<'_>) -> Outcome<usize>) -> Result<usize, Failure> {
    in_batches_of(state, BATCH, step)
}

/// The same with a batch of another size.
pub(super) fn in_batches_of(
    state: &AppState,
    batch: i64,
    step: impl Fn(&mut Tx<'_>) -> Outcome<usize>,
) -> Result<usize, Failure> {
    let mut total = 0;
    loop {
        let count = state.transact_here(&Actor::kaiye(), &step)?;
        total += count;
        if count < usize::try_from(batch).unwrap_or(usize::MAX) {
            return Ok(total);
        }
    }
}
