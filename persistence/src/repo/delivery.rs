//! Events on their way to subscribers (S13). What waits is sent in the order of the log within a subject; whoever sends
//! holds the row for a while, so that of any number of processes one does, and any may die.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, not, sql},
    expression::IntoSql,
    prelude::*,
    sql_types::Bool,
};
use kaiye_domain::{
    actor::Departments,
    event::Event,
    id::{DeliveryId, EventId, SubscriptionId},
};

use super::update::purge;
use crate::{
    backend::{Connection, Instant, Key, ROWS_PER_STATEMENT, on_either},
    error::StoreResult,
    row::{DeliveryAttemptRow, DeliveryRow, SubscriptionRow},
    schema::{deliveries, delivery_attempts, subscriptions},
};

/// What waits of the same subject before a delivery.
macro_rules! waiting_before {
    () => {{
        let earlier = diesel::alias!(deliveries as earlier);
        earlier
            .filter(earlier.field(deliveries::subscription_id).eq(deliveries::subscription_id))
            .filter(earlier.field(deliveries::subject_id).eq(deliveries::subject_id))
            .filter(earlier.field(deliveries::position).lt(deliveries::position))
            .filter(sql::<Bool>("earlier.status = 'waiting'"))
    }};
}

pub(super) use waiting_before;

/// Which deliveries a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct DeliveryFilter {
    /// In this status.
    pub status: Option<String>,
    /// Of this event.
    pub event: Option<EventId>,
}

/// Keeps new deliveries; an event that is on its way to a subscriber already stays so.
pub fn insert(conn: &mut Connection, rows: &[DeliveryRow]) -> StoreResult<()> {
    for chunk in rows.chunks(ROWS_PER_STATEMENT) {
        on_either!(&mut *conn, c => {
            diesel::insert_into(deliveries::table).values(chunk).on_conflict_do_nothing().execute(c)
        })?;
    }
    Ok(())
}

/// The deliveries of these events to a subscriber.
pub fn of_events(conn: &mut Connection, id: SubscriptionId, events: &[Event]) -> StoreResult<Vec<DeliveryRow>> {
    let events: Vec<Key> = events.iter().map(|event| event.id.into()).collect();
    Ok(deliveries::table
        .filter(deliveries::subscription_id.eq(Key::from(id)))
        .filter(deliveries::event_id.eq_any(events))
        .select(DeliveryRow::as_select())
        .load(conn)?)
}

/// Writes a delivery back.
pub fn update(conn: &mut Connection, row: &DeliveryRow) -> StoreResult<()> {
    diesel::update(deliveries::table.find(row.id)).set(row).execute(conn)?;
    Ok(())
}

/// How many wait for a subscriber.
pub fn waiting(conn: &mut Connection, id: SubscriptionId) -> StoreResult<i64> {
    Ok(deliveries::table
        .filter(deliveries::subscription_id.eq(Key::from(id)))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"))
        .count()
        .get_result(conn)?)
}

/// How many of them somebody sends just now.
pub fn held(conn: &mut Connection, id: SubscriptionId, now: DateTime<Utc>) -> StoreResult<i64> {
    Ok(deliveries::table
        .filter(deliveries::subscription_id.eq(Key::from(id)))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"))
        .filter(deliveries::leased_until.assume_not_null().gt(Instant::from(now)))
        .count()
        .get_result(conn)?)
}

/// The next delivery that may be attempted: the first of its subject that still waits, and that nobody holds.
pub fn next(conn: &mut Connection, id: SubscriptionId, now: DateTime<Utc>) -> StoreResult<Option<DeliveryRow>> {
    let now = Instant::from(now);
    Ok(deliveries::table
        .filter(deliveries::subscription_id.eq(Key::from(id)))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"))
        .filter(deliveries::next_attempt_at.le(now))
        .filter(deliveries::leased_until.is_null().or(deliveries::leased_until.assume_not_null().le(now)))
        .filter(not(exists(waiting_before!())))
        .order(deliveries::position)
        .select(DeliveryRow::as_select())
        .first(conn)
        .optional()?)
}

/// The first of all that wait for a subscription, whenever it is due.
pub fn first(conn: &mut Connection, id: SubscriptionId) -> StoreResult<Option<DeliveryRow>> {
    Ok(deliveries::table
        .filter(deliveries::subscription_id.eq(Key::from(id)))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"))
        .order(deliveries::position)
        .select(DeliveryRow::as_select())
        .first(conn)
        .optional()?)
}

/// One delivery with its subscription, of these departments.
pub fn find(conn: &mut Connection, of: &Departments, id: DeliveryId) -> StoreResult<(DeliveryRow, SubscriptionRow)> {
    let query = deliveries::table
        .inner_join(subscriptions::table)
        .filter(deliveries::id.eq(Key::from(id)))
        .select((DeliveryRow::as_select(), SubscriptionRow::as_select()));
    Ok(match of {
        Departments::All => query.first(conn)?,
        Departments::One(own) => query.filter(subscriptions::department.eq(own.clone())).first(conn)?,
        Departments::None => query.filter(false.into_sql::<Bool>()).first(conn)?,
    })
}

/// A subscription's deliveries, the newest event first, from after a position.
pub fn list(
    conn: &mut Connection,
    id: SubscriptionId,
    filter: &DeliveryFilter,
    after: Option<i64>,
    limit: i64,
) -> StoreResult<Vec<DeliveryRow>> {
    let filter = filter.clone();
    let mut query = deliveries::table
        .filter(deliveries::subscription_id.eq(Key::from(id)))
        .select(DeliveryRow::as_select())
        .order(deliveries::position.desc())
        .limit(limit)
        .into_boxed();
    if let Some(status) = filter.status {
        query = query.filter(deliveries::status.eq(status));
    }
    if let Some(event) = filter.event {
        query = query.filter(deliveries::event_id.eq(Key::from(event)));
    }
    if let Some(after) = after {
        query = query.filter(deliveries::position.lt(after));
    }
    Ok(query.load(conn)?)
}

/// Lets all that waits for a subscriber be attempted at once, as if for the first time.
pub fn hasten(conn: &mut Connection, id: SubscriptionId, now: DateTime<Utc>) -> StoreResult<()> {
    let waiting = deliveries::table
        .filter(deliveries::subscription_id.eq(Key::from(id)))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"));
    diesel::update(waiting)
        .set((deliveries::next_attempt_at.eq(Instant::from(now)), deliveries::failures.eq(0)))
        .execute(conn)?;
    Ok(())
}

/// Notes how an attempt ended.
pub fn note_attempt(conn: &mut Connection, row: &DeliveryAttemptRow) -> StoreResult<()> {
    diesel::insert_into(delivery_attempts::table).values(row).execute(conn)?;
    Ok(())
}

/// How each attempt of a delivery ended, the first first.
pub fn attempts(conn: &mut Connection, id: DeliveryId) -> StoreResult<Vec<DeliveryAttemptRow>> {
    Ok(delivery_attempts::table
        .filter(delivery_attempts::delivery_id.eq(Key::from(id)))
        .order(delivery_attempts::number)
        .select(DeliveryAttemptRow::as_select())
        .load(conn)?)
}

/// Forgets up to `limit` deliveries that ended before an instant; how many it were.
pub fn purge(conn: &mut Connection, before: DateTime<Utc>, limit: i64) -> StoreResult<usize> {
    Ok(purge!(conn, "deliveries", "id", "ended_at", before, limit)?)
}
