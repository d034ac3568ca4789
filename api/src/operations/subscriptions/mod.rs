//! Departments' subscriptions to the log (S13): created, changed, tested and ended by whoever runs a department's system;
//! and what is sent to them.

mod fan_out;
mod secrets;
mod send;

use chrono::{DateTime, TimeDelta, Utc};
use kaiye_domain::{
    actor::Departments,
    event::{Event, Fact, SubjectKind},
    id::{DeliveryId, SubscriptionId},
    refusal::Faults,
    subscription::{NewSubscription, PINGED, Subscription, SubscriptionChange, SubscriptionReason, SubscriptionStatus},
};
use kaiye_persistence::{
    backend::Json,
    map::{delivery_from, delivery_row, subscription_from, subscription_row},
    repo::{
        delivery::{self, DeliveryFilter},
        event, subscription as repo,
    },
    row::{DeliveryAttemptRow, DeliveryRow, SubscriptionRow, SubscriptionSecretRow},
};
use serde_json::json;
use uuid::Uuid;

use super::{Failure, Outcome, Tx};

pub use fan_out::{MOST_WAITING, fan_out};
pub use secrets::rotate;
pub use send::{Attempt, Sending, claim, receipt, sent};

/// Subscriptions that a department may have.
const MOST: i64 = 20;

/// A subscription with what is kept beside it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The subscription.
    pub subscription: Subscription,
    /// Its row.
    pub row: SubscriptionRow,
    /// Its secrets, the newest first.
    pub secrets: Vec<SubscriptionSecretRow>,
}

/// A subscription that somebody asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// For which department; its own, where somebody has one.
    pub department: Option<String>,
    /// What it is called.
    pub name: String,
    /// Where events are to be pushed.
    pub url: String,
    /// Of which types.
    pub types: Vec<String>,
}

/// Subscribes to what happens from now on, signed with this secret.
pub fn create(tx: &mut Tx<'_>, asked: Asked, secret: &str) -> Outcome<Kept> {
    let Asked { department, name, url, types } = asked;
    let new = NewSubscription { department: department_of(tx, department)?, name, url, types };
    let outgoing = tx.outgoing();
    let subscription = Subscription::create(tx.id(), new, &*tx.jurisdiction()?, |url| outgoing.may_call(url))?;
    if repo::count(tx.conn, &subscription.department)? >= MOST {
        return Err(Failure::refused(SubscriptionReason::TooMany));
    }
    let row = SubscriptionRow {
        id: subscription.id.into(),
        department: String::new(),
        name: String::new(),
        url: String::new(),
        types: Json(json!([])),
        status: String::new(),
        disabled_at: None,
        disabled_because: None,
        failing_since: None,
        probe_at: None,
        received_at: None,
        cursor: event::head(tx.conn)?,
        replay_next: None,
        replay_until: None,
        created_at: tx.now.into(),
        updated_at: tx.now.into(),
        version: 1,
    };
    let row = subscription_row(&subscription, row)?;
    repo::insert(tx.conn, &row)?;
    secrets::add(tx, subscription.id, secret)?;
    tell(tx, &subscription, "subscription.created")?;
    let secrets = repo::secrets(tx.conn, &[subscription.id])?;
    Ok(Kept { subscription, row, secrets })
}

/// One subscription within the caller's reach.
pub fn find(tx: &mut Tx<'_>, id: SubscriptionId) -> Outcome<Kept> {
    let row = repo::find(tx.conn, &tx.actor.feed(), id)?;
    kept(tx, vec![row])?.pop().ok_or_else(Failure::not_found)
}

/// The same, to be changed: alone until the transaction ends.
pub fn open(tx: &mut Tx<'_>, id: SubscriptionId) -> Outcome<Kept> {
    repo::lock(tx.conn, id)?;
    find(tx, id)
}

/// Subscriptions within the caller's reach, in the order they were created.
pub fn list(tx: &mut Tx<'_>, after: Option<Uuid>, limit: i64) -> Outcome<Vec<Kept>> {
    let rows = repo::list(tx.conn, &tx.actor.feed(), after, limit)?;
    kept(tx, rows)
}

/// Changes a subscription. Made active again, all that waits is attempted at once.
pub fn change(tx: &mut Tx<'_>, kept: Kept, change: SubscriptionChange) -> Outcome<Kept> {
    let outgoing = tx.outgoing();
    let was = kept.subscription.status;
    let subscription = kept.subscription.change(change, |url| outgoing.may_call(url))?;
    if subscription.status == SubscriptionStatus::Active && was != SubscriptionStatus::Active {
        delivery::hasten(tx.conn, subscription.id, tx.now)?;
    }
    let row = edited(tx, &subscription, kept.row)?;
    tell(tx, &subscription, "subscription.changed")?;
    Ok(Kept { subscription, row, ..kept })
}

/// Ends a subscription; its secrets and the log of its deliveries go with it.
pub fn delete(tx: &mut Tx<'_>, kept: &Kept) -> Outcome<()> {
    repo::delete(tx.conn, kept.subscription.id)?;
    tell(tx, &kept.subscription, "subscription.deleted")
}

/// Sends a test: an event of the log that only this subscription gets.
pub fn ping(tx: &mut Tx<'_>, kept: &Kept) -> Outcome<Event> {
    kept.subscription.require_active()?;
    let data = json!({ "department": kept.subscription.department });
    let subject = (SubjectKind::Subscription, kept.subscription.id);
    let event = tx.append(subject, None, vec![Fact::new(PINGED, data)])?.pop();
    event.ok_or_else(Failure::not_found)
}

/// Sends a part of the log again: what is in it and matches, from one position to another one, both included.
pub fn replay(tx: &mut Tx<'_>, kept: Kept, from: i64, to: Option<i64>) -> Outcome<Kept> {
    kept.subscription.require_active()?;
    if kept.row.replay_next.is_some() {
        return Err(Failure::refused(SubscriptionReason::ReplayRunning));
    }
    let head = event::head(tx.conn)?;
    let until = to.map_or(head, |to| to.min(head));
    if from > until {
        return Err(Failure::refused(SubscriptionReason::RangeEmpty));
    }
    let row = SubscriptionRow { replay_next: Some(from), replay_until: Some(until), ..kept.row };
    let row = edited(tx, &kept.subscription, row)?;
    let data = json!({ "department": kept.subscription.department, "from_position": from, "to_position": until });
    tx.append(
        (SubjectKind::Subscription, kept.subscription.id),
        None,
        vec![Fact::new("subscription.replay_started", data)],
    )?;
    Ok(Kept { row, ..kept })
}

/// A subscription's deliveries, the newest event first.
pub fn deliveries(
    tx: &mut Tx<'_>,
    id: SubscriptionId,
    filter: &DeliveryFilter,
    after: Option<i64>,
    limit: i64,
) -> Outcome<(Subscription, Vec<DeliveryRow>)> {
    let subscription = subscription_from(&repo::find(tx.conn, &tx.actor.feed(), id)?)?;
    Ok((subscription, delivery::list(tx.conn, id, filter, after, limit)?))
}

/// A delivery within the caller's reach.
pub fn find_delivery(tx: &mut Tx<'_>, id: DeliveryId) -> Outcome<(Subscription, DeliveryRow)> {
    let (row, subscription) = delivery::find(tx.conn, &tx.actor.feed(), id)?;
    Ok((subscription_from(&subscription)?, row))
}

/// How each attempt of a delivery ended.
pub fn attempts(tx: &mut Tx<'_>, id: DeliveryId) -> Outcome<Vec<DeliveryAttemptRow>> {
    Ok(delivery::attempts(tx.conn, id)?)
}

/// The same delivery, to be changed: alone until the transaction ends.
pub fn open_delivery(tx: &mut Tx<'_>, id: DeliveryId) -> Outcome<(Subscription, DeliveryRow)> {
    let (subscription, _) = find_delivery(tx, id)?;
    repo::lock(tx.conn, subscription.id)?;
    find_delivery(tx, id)
}

/// Sends an event again, whatever became of it; one that is being sent just now is sent once more only if that fails.
pub fn redeliver(tx: &mut Tx<'_>, subscription: &Subscription, row: DeliveryRow) -> Outcome<DeliveryRow> {
    subscription.require_active()?;
    let leased_until = row.leased_until;
    let again = delivery_from(&row)?.again(tx.now);
    let row = DeliveryRow { leased_until, ..delivery_row(&again, row) };
    delivery::update(tx.conn, &row)?;
    let data = json!({ "department": subscription.department, "delivery": row.id.0, "event": row.event_id.0 });
    tx.append((SubjectKind::Subscription, subscription.id), None, vec![Fact::new("subscription.redelivered", data)])?;
    Ok(row)
}

/// For which department somebody subscribes.
fn department_of(tx: &Tx<'_>, asked: Option<String>) -> Outcome<String> {
    match (tx.actor.feed(), asked) {
        (Departments::All, Some(department)) => Ok(department),
        (Departments::All, None) => {
            let mut faults = Faults::default();
            faults.add("/department", "required");
            Err(faults.into_refusal("subscription_invalid").into())
        }
        (Departments::One(own), asked) if asked.as_ref().is_none_or(|asked| *asked == own) => Ok(own),
        (Departments::One(_) | Departments::None, _) => Err(Failure::refused(SubscriptionReason::OtherDepartment)),
    }
}

fn edited(tx: &mut Tx<'_>, subscription: &Subscription, row: SubscriptionRow) -> Outcome<SubscriptionRow> {
    let expected = row.version;
    let row =
        SubscriptionRow { updated_at: tx.now.into(), version: expected + 1, ..subscription_row(subscription, row)? };
    repo::update(tx.conn, &row, expected)?;
    Ok(row)
}

/// Tells of a subscription; not of its address, which may be a secret itself.
fn tell(tx: &mut Tx<'_>, subscription: &Subscription, kind: &'static str) -> Outcome<()> {
    let data = json!({
        "department": subscription.department, "types": subscription.types, "status": subscription.status,
        "because": subscription.disabled.map(|(_, cause)| cause),
    });
    tx.append((SubjectKind::Subscription, subscription.id), None, vec![Fact::new(kind, data)])?;
    Ok(())
}

/// Subscriptions with their secrets: one query, however many they are.
fn kept(tx: &mut Tx<'_>, rows: Vec<SubscriptionRow>) -> Outcome<Vec<Kept>> {
    let ids: Vec<SubscriptionId> = rows.iter().map(|row| row.id.into()).collect();
    let secrets = repo::secrets(tx.conn, &ids)?;
    let with_secrets = |row: SubscriptionRow| {
        let secrets = secrets.iter().filter(|secret| secret.subscription_id == row.id).cloned().collect();
        Ok(Kept { subscription: subscription_from(&row)?, row, secrets })
    };
    rows.into_iter().map(with_secrets).collect()
}

/// How long after each failed attempt the next one comes.
fn waits(tx: &Tx<'_>) -> Vec<TimeDelta> {
    tx.config().webhooks.retry_seconds.iter().map(|seconds| TimeDelta::seconds(*seconds)).collect()
}

/// When the log of deliveries that ended may be forgotten.
pub fn forgotten_before(tx: &Tx<'_>) -> DateTime<Utc> {
    tx.now - TimeDelta::days(tx.config().webhooks.keep_days)
}
