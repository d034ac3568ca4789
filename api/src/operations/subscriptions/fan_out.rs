//! What of the log is to be sent to whom: a department's part of it becomes deliveries, a subscription at a time, from
//! where that one has got to. The log itself is the queue: no more is taken from it while much waits, so that a receiver
//! that is away for days costs nothing.

use kaiye_domain::{
    actor::Departments,
    event::Event,
    id::{DeliveryId, SubscriptionId},
    subscription::{Delivery, DeliveryStatus, Subscription},
};
use kaiye_persistence::{
    map::{delivery_from, delivery_row, subscription_from},
    repo::{audience, delivery, event::Positioned, subscription as repo},
    row::{DeliveryRow, SubscriptionRow},
};

use crate::operations::{Outcome, Tx};

/// Deliveries that wait for one subscriber at once; what comes later waits in the log.
pub const MOST_WAITING: i64 = 1_000;

/// Takes a subscription further through its department's part of the log, and through what it is to get again.
pub fn fan_out(tx: &mut Tx<'_>, id: SubscriptionId) -> Outcome<()> {
    repo::lock(tx.conn, id)?;
    let mut row = repo::find(tx.conn, &Departments::All, id)?;
    let subscription = subscription_from(&row)?;
    let room = MOST_WAITING - delivery::waiting(tx.conn, id)?;
    if subscription.require_active().is_err() || room <= 0 {
        return Ok(());
    }
    let left = room - again(tx, &subscription, &mut row, room)?;
    if left > 0 {
        let placed = audience::between(tx.conn, &subscription.department, (row.cursor, i64::MAX), left)?;
        row.cursor = placed.last().and_then(|last| last.position).unwrap_or(row.cursor);
        let wanted: Vec<Positioned> = placed.into_iter().filter(|it| subscription.wants(&it.event)).collect();
        begin(tx, &subscription, &wanted)?;
    }
    Ok(repo::keep(tx.conn, &row)?)
}

/// Goes on with what is to be sent again; how many positions that took.
fn again(tx: &mut Tx<'_>, subscription: &Subscription, row: &mut SubscriptionRow, room: i64) -> Outcome<i64> {
    let (Some(next), Some(until)) = (row.replay_next, row.replay_until) else { return Ok(0) };
    let placed = audience::between(tx.conn, &subscription.department, (next - 1, until), room)?;
    let taken = i64::try_from(placed.len()).unwrap_or(room);
    let last = placed.last().and_then(|last| last.position);
    row.replay_next = last.map(|last| last + 1).filter(|next| taken == room && *next <= until);
    row.replay_until = row.replay_next.and(row.replay_until);
    let wanted: Vec<Positioned> = placed.into_iter().filter(|it| subscription.wants(&it.event)).collect();
    let events: Vec<Event> = wanted.iter().map(|it| it.event.clone()).collect();
    for known in delivery::of_events(tx.conn, subscription.id, &events)? {
        let before = delivery_from(&known)?;
        if before.status != DeliveryStatus::Waiting {
            delivery::update(tx.conn, &delivery_row(&before.again(tx.now), known))?;
        }
    }
    begin(tx, subscription, &wanted)?;
    Ok(taken)
}

/// Begins deliveries; of an event that has one nothing changes.
fn begin(tx: &mut Tx<'_>, subscription: &Subscription, events: &[Positioned]) -> Outcome<()> {
    let begun = Delivery::begin(tx.now);
    let rows: Vec<DeliveryRow> = events
        .iter()
        .filter_map(|Positioned { position, event, .. }| {
            let row = DeliveryRow {
                id: tx.id::<DeliveryId>().into(),
                subscription_id: subscription.id.into(),
                event_id: event.id.into(),
                kind: event.kind.clone(),
                subject_id: event.subject_id.into(),
                position: (*position)?,
                status: String::new(),
                attempts: 0,
                failures: 0,
                next_attempt_at: tx.now.into(),
                leased_until: None,
                created_at: tx.now.into(),
                ended_at: None,
            };
            Some(delivery_row(&begun, row))
        })
        .collect();
    Ok(delivery::insert(tx.conn, &rows)?)
}
