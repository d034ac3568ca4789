//! One delivery at a time: taken for a while by whoever sends it, and written back with how that ended. Between the two
//! no transaction is open; whoever dies there leaves a delivery that is taken again once its time is over, and sent again
//! with the same id.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kaiye_domain::{
    actor::Departments,
    event::{Event, ExchangeWay},
    id::{DeliveryId, SubscriptionId},
    subscription::{Attempted, DeliveryStatus, SubscriptionStatus},
};
use kaiye_persistence::{
    map::{delivery_from, delivery_row, subscription_from, subscription_row},
    repo::{delivery, event, subscription as repo},
    row::{DeliveryAttemptRow, DeliveryRow, SubscriptionRow},
};

use super::{secrets, tell, waits};
use crate::{
    cloud_event::CloudEvent,
    operations::{Failure, Outcome, Tx, exchange::received},
    outgoing::{Answer, Unanswered},
};

/// How much longer than a call a delivery is held: for writing back.
const SLACK: TimeDelta = TimeDelta::seconds(30);
/// The address is there no more.
const GONE: u16 = 410;

/// A delivery that is to be sent now.
pub struct Sending {
    /// The delivery.
    pub delivery: DeliveryId,
    /// To whom: its receipt is the department's.
    pub department: String,
    /// To where.
    pub url: String,
    /// What happened.
    pub event: Event,
    /// The same, as it is sent.
    pub body: String,
    /// Every secret to sign it with, the newest first.
    pub secrets: Vec<String>,
    leased_until: DateTime<Utc>,
    /// Whether it is not due, and sent only to see whether the receiver is back.
    probe: bool,
}

/// How an attempt went.
pub struct Attempt {
    /// When it began.
    pub at: DateTime<Utc>,
    /// How long it took.
    pub took: Duration,
    /// What came of it.
    pub result: Result<Answer, Unanswered>,
}

/// Takes the next delivery of a subscription that may be sent now, if there is one. As many as are allowed are sent at the
/// same time, by whichever process; one alone while the receiver fails, and now and then the first of all that waits, to
/// see whether it is back.
pub fn claim(tx: &mut Tx<'_>, id: SubscriptionId) -> Outcome<Option<Sending>> {
    repo::lock(tx.conn, id)?;
    let subscription = subscription_from(&repo::find(tx.conn, &Departments::All, id)?)?;
    let most = if subscription.failing_since.is_some() { 1 } else { tx.config().webhooks.in_flight };
    if subscription.require_active().is_err() || delivery::held(tx.conn, id, tx.now)? >= most {
        return Ok(None);
    }
    let due = delivery::next(tx.conn, id, tx.now)?;
    let probe = due.is_none() && subscription.may_be_probed(tx.now);
    let found = if probe { delivery::first(tx.conn, id)? } else { due };
    let Some(row) = found else { return Ok(None) };
    let placed = event::find(tx.conn, row.event_id.into())?;
    let event = CloudEvent::of(&tx.config().jurisdiction.code, &placed).ok_or_else(Failure::not_found)?;
    let timeout = i64::try_from(tx.config().outgoing.timeout_seconds).unwrap_or(i64::MAX);
    let leased_until = tx.now + TimeDelta::seconds(timeout) + SLACK;
    let row = DeliveryRow { leased_until: Some(leased_until.into()), ..row };
    delivery::update(tx.conn, &row)?;
    Ok(Some(Sending {
        delivery: row.id.into(),
        department: subscription.department,
        url: subscription.url,
        event: placed.event,
        body: serde_json::json!(event).to_string(),
        secrets: secrets::signing(tx, id)?,
        leased_until,
        probe,
    }))
}

/// That the receiver has it is its department's receipt (S14). It comes before [`sent`], in a transaction of its own:
/// whoever dies between the two leaves a delivery that is sent again, and the earliest receipt counts; and nobody who waits
/// for a case holds up what else goes to the department.
pub fn receipt(tx: &mut Tx<'_>, sending: &Sending) -> Outcome<()> {
    let event = std::slice::from_ref(&sending.event);
    received(tx, &sending.department, event, ExchangeWay::Pushed, tx.now)
}

/// Writes back how an attempt went; `received` says whether the receiver has it, and its receipt is kept.
pub fn sent(tx: &mut Tx<'_>, sending: &Sending, attempt: &Attempt, received: bool) -> Outcome<()> {
    let Some((row, kept)) = alone(tx, sending.delivery)? else { return Ok(()) };
    let subscription = subscription_from(&kept)?;
    let answer = attempt.result.as_ref().ok();
    let status = answer.map(|answer| answer.status);
    let waits = waits(tx);
    let how = match (received, sending.probe) {
        (true, _) => Attempted::Received,
        (false, true) => Attempted::StillAway,
        (false, false) => Attempted::InVain {
            asked: answer.and_then(|answer| answer.asks_to_wait(tx.now)),
            away: waits.iter().max().is_some_and(|longest| subscription.away_for(*longest, tx.now)),
        },
    };
    let number = row.attempts + 1;
    delivery::note_attempt(
        tx.conn,
        &DeliveryAttemptRow {
            delivery_id: row.id,
            number,
            at: attempt.at.into(),
            took_millis: i64::try_from(attempt.took.as_millis()).unwrap_or(i64::MAX),
            status_code: status.map(Into::into),
            error: attempt.result.as_ref().err().map(|why| <&str>::from(*why).to_owned()),
        },
    )?;
    let before = delivery_from(&row)?;
    let had_failed = before.failures > 0;
    // Somebody else holds it by now when this took too long: then only that it came through counts.
    let held = row.leased_until == Some(sending.leased_until.into());
    let counts = before.status == DeliveryStatus::Waiting && (held || received);
    let row = match counts {
        true => delivery_row(&before.attempted(sending.delivery, how, tx.now, &waits), row),
        false => DeliveryRow { attempts: number, ..row },
    };
    delivery::update(tx.conn, &row)?;
    let before = subscription.clone();
    let subscription = match received {
        true => subscription.succeeded(had_failed, tx.now),
        false => {
            let patience = TimeDelta::hours(tx.config().webhooks.disable_after_hours);
            subscription.failed(status == Some(GONE), tx.now, patience)
        }
    };
    if before != subscription {
        repo::keep(tx.conn, &subscription_row(&subscription, kept)?)?;
    }
    if before.status != SubscriptionStatus::Disabled && subscription.status == SubscriptionStatus::Disabled {
        tell(tx, &subscription, "subscription.disabled")?;
    }
    if received && had_failed {
        delivery::hasten(tx.conn, subscription.id, tx.now)?;
    }
    Ok(())
}

/// The delivery with its subscription, locked; nothing when that has been deleted meanwhile.
fn alone(tx: &mut Tx<'_>, id: DeliveryId) -> Outcome<Option<(DeliveryRow, SubscriptionRow)>> {
    let find = |tx: &mut Tx<'_>| match delivery::find(tx.conn, &Departments::All, id).map_err(Failure::from) {
        Err(failure) if failure.is_not_found() => Ok(None),
        found => found.map(Some),
    };
    let Some((_, subscription)) = find(tx)? else { return Ok(None) };
    repo::lock(tx.conn, subscription.id.into())?;
    find(tx)
}
