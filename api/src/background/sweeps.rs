//! The list of background work. What the cases of the plan need is added here, a line each.

use chrono::TimeDelta;
use kaiye_domain::actor::Actor;
use kaiye_persistence::{
    StoreError, StoreErrorKind, StoreResult,
    repo::{audience, event, idempotency, login_failure, revoked_token, session, signing_key},
};

use super::{Lane, Sweep, appraisal, cases, certificates, credit, intake, messages, supervision, webhooks};
use crate::{
    operations::{Failure, Outcome, Tx},
    state::AppState,
};

/// Rows a transaction, of what is done to many rows at once.
pub(super) const MANY: i64 = 1_000;

/// Uploads cleared away a run.
const UPLOADS: usize = 1_000;

/// All of it, in the order in which it is tried.
pub const SWEEPS: &[Sweep] = &[
    Sweep::of("sequence_events", Lane::Feed, TimeDelta::zero(), sequence_events),
    Sweep::of("fan_out_events", Lane::Feed, TimeDelta::zero(), webhooks::fan_out),
    // What time brings about in cases; the calendar first, so that nothing is concluded from a date that has moved.
    Sweep::of("reckon_anew", Lane::Clocks, TimeDelta::seconds(30), cases::reckon_anew),
    Sweep::of("deemed_accepted", Lane::Clocks, TimeDelta::minutes(1), cases::deemed_accepted),
    Sweep::of("correction_overdue", Lane::Clocks, TimeDelta::minutes(1), cases::correction_overdue),
    Sweep::of("draft_expired", Lane::Clocks, TimeDelta::minutes(10), cases::draft_expired),
    Sweep::of("deferred_before_decision", Lane::Clocks, TimeDelta::minutes(1), cases::deferred_before_decision),
    Sweep::of("deferred_after_issue", Lane::Clocks, TimeDelta::minutes(1), cases::deferred_after_issue),
    Sweep::of("deemed_received", Lane::Clocks, TimeDelta::minutes(1), cases::deemed_received),
    Sweep::of("duties_overdue", Lane::Clocks, TimeDelta::minutes(1), cases::duties_overdue),
    Sweep::of("escalate", Lane::Clocks, TimeDelta::minutes(5), cases::escalate),
    Sweep::of("supervision_notices_due", Lane::Clocks, TimeDelta::minutes(5), supervision::notices_due),
    Sweep::of("rectification_overdue", Lane::Clocks, TimeDelta::minutes(5), cases::rectification_overdue),
    Sweep::of("hearing_waived", Lane::Clocks, TimeDelta::minutes(5), cases::hearing_waived),
    Sweep::of("miss_promises", Lane::Clocks, TimeDelta::minutes(5), certificates::miss_promises),
    Sweep::of("end_terms", Lane::Clocks, TimeDelta::minutes(15), certificates::end_terms),
    Sweep::of("end_credit_publications", Lane::Clocks, TimeDelta::minutes(15), credit::end_credit_publications),
    Sweep::of("watch_stocks", Lane::Clocks, TimeDelta::minutes(1), certificates::watch_stocks),
    Sweep::of("take_in_batches", Lane::Intake, TimeDelta::seconds(1), intake::take_in_batches),
    Sweep::of("note_untyped_intakes", Lane::Clocks, TimeDelta::minutes(1), intake::note_untyped),
    Sweep::of("fill_audience", Lane::Clocks, TimeDelta::hours(1), fill_audience),
    Sweep::of("rotate_signing_keys", Lane::Clocks, TimeDelta::hours(1), rotate_signing_keys),
    Sweep::of("purge_idempotency_keys", Lane::Clocks, TimeDelta::minutes(15), purge_idempotency_keys),
    Sweep::of("purge_sessions", Lane::Clocks, TimeDelta::hours(1), purge_sessions),
    Sweep::of("purge_uploads", Lane::Clocks, TimeDelta::hours(1), purge_uploads),
    Sweep::of("purge_inspection_reads", Lane::Clocks, TimeDelta::hours(1), supervision::forget_reads),
    Sweep::of("purge_deliveries", Lane::Clocks, TimeDelta::hours(1), webhooks::purge),
    Sweep::of("deliver_webhooks", Lane::Webhooks, TimeDelta::milliseconds(100), webhooks::deliver),
    Sweep::of("compose_messages", Lane::Messages, TimeDelta::seconds(5), messages::compose_messages),
    Sweep::of("appraise", Lane::Appraisal, TimeDelta::seconds(5), appraisal::appraise),
    Sweep::of("send_messages", Lane::Messages, TimeDelta::seconds(5), messages::send_messages),
    #[cfg(feature = "nats")]
    Sweep::of("relay_to_nats", Lane::Relay, TimeDelta::zero(), crate::relay::relay),
];

/// Gives committed events their places in the feed; a look when there are none.
fn sequence_events(state: &AppState) -> Result<usize, Failure> {
    if !state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> { Ok(event::any_waits(tx.conn)?) })? {
        return Ok(0);
    }
    in_batches(state, MANY, |tx, limit| Ok(event::sequence_committed(tx.conn, limit)?))
}

/// Says of the events that were there before the audience was to whom they go; once.
fn fill_audience(state: &AppState) -> Result<usize, Failure> {
    in_batches(state, MANY, |tx, limit| Ok(audience::fill(tx.conn, limit)?))
}

fn rotate_signing_keys(state: &AppState) -> Result<usize, Failure> {
    state.rotate_keys_here()?;
    in_batches(state, MANY, |tx, _| Ok(signing_key::purge(tx.conn, tx.now)?))
}

fn purge_idempotency_keys(state: &AppState) -> Result<usize, Failure> {
    in_batches(state, MANY, |tx, limit| Ok(idempotency::purge(tx.conn, tx.now - idempotency::KEPT, limit)?))
}

/// Sessions and tokens that are over, and failures that nobody added to for a day.
fn purge_sessions(state: &AppState) -> Result<usize, Failure> {
    let sessions = in_batches(state, MANY, |tx, limit| Ok(session::purge(tx.conn, tx.now, limit)?))?;
    let tokens = in_batches(state, MANY, |tx, _| Ok(revoked_token::purge(tx.conn, tx.now)?))?;
    let failures = in_batches(state, MANY, |tx, _| Ok(login_failure::purge(tx.conn, tx.now - TimeDelta::days(1))?))?;
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

/// Repeats a step on `batch` rows at most, each time in a transaction of its own, until it finds less.
pub(super) fn in_batches(
    state: &AppState,
    batch: i64,
    step: impl Fn(&mut Tx<'_>, i64) -> Outcome<usize>,
) -> Result<usize, Failure> {
    let mut total = 0;
    loop {
        let count = state.transact_here(&Actor::kaiye(), |tx| step(tx, batch))?;
        total += count;
        if count < usize::try_from(batch).unwrap_or(usize::MAX) {
            return Ok(total);
        }
    }
}
