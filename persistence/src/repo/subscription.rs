//! Departments' subscriptions to the log, and the secrets they are signed with (S13).

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, not, sql},
    expression::IntoSql,
    prelude::*,
    sql_types::Bool,
};
use kaiye_domain::{actor::Departments, id::SubscriptionId};
use uuid::Uuid;

use super::{delivery::waiting_before, lock, update::update_versioned};
use crate::{
    backend::{Connection, Instant, Key},
    error::StoreResult,
    row::{SubscriptionRow, SubscriptionSecretRow},
    schema::{deliveries, event_audience, subscription_secrets, subscriptions},
};

/// Keeps a new subscription.
pub fn insert(conn: &mut Connection, row: &SubscriptionRow) -> StoreResult<()> {
    diesel::insert_into(subscriptions::table).values(row).execute(conn)?;
    Ok(())
}

/// One subscription of these departments.
pub fn find(conn: &mut Connection, of: &Departments, id: SubscriptionId) -> StoreResult<SubscriptionRow> {
    let query = subscriptions::table.filter(subscriptions::id.eq(Key::from(id))).select(SubscriptionRow::as_select());
    Ok(match of {
        Departments::All => query.first(conn)?,
        Departments::One(own) => query.filter(subscriptions::department.eq(own.clone())).first(conn)?,
        Departments::None => query.filter(false.into_sql::<Bool>()).first(conn)?,
    })
}

/// Whoever changes a subscription or what becomes of its deliveries waits here for one another.
pub fn lock(conn: &mut Connection, id: SubscriptionId) -> StoreResult<()> {
    lock::hold(conn, &format!("subscription {id}"))
}

/// Writes a subscription back whose version was `expected` when it was read.
pub fn update(conn: &mut Connection, row: &SubscriptionRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, subscriptions, row, expected)
}

/// Writes back what the sending itself changes: no edit by somebody, so that the version stays. Under [`lock()`].
pub fn keep(conn: &mut Connection, row: &SubscriptionRow) -> StoreResult<()> {
    diesel::update(subscriptions::table.find(row.id)).set(row).execute(conn)?;
    Ok(())
}

/// Forgets a subscription with its secrets and deliveries.
pub fn delete(conn: &mut Connection, id: SubscriptionId) -> StoreResult<()> {
    diesel::delete(subscriptions::table.find(Key::from(id))).execute(conn)?;
    Ok(())
}

/// Subscriptions of these departments in the order they were created, from after one.
pub fn list(
    conn: &mut Connection,
    of: &Departments,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<SubscriptionRow>> {
    let mut query =
        subscriptions::table.select(SubscriptionRow::as_select()).order(subscriptions::id).limit(limit).into_boxed();
    query = match of {
        Departments::All => query,
        Departments::One(own) => query.filter(subscriptions::department.eq(own.clone())),
        Departments::None => query.filter(false.into_sql::<Bool>()),
    };
    if let Some(after) = after {
        query = query.filter(subscriptions::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// How many a department has.
pub fn count(conn: &mut Connection, department: &str) -> StoreResult<i64> {
    Ok(subscriptions::table.filter(subscriptions::department.eq(department)).count().get_result(conn)?)
}

/// Active ones for which there is something new in the log, or something to send again, and less than so much waits, by id
/// from after one.
pub fn behind(conn: &mut Connection, after: Option<Uuid>, most: i64, limit: i64) -> StoreResult<Vec<SubscriptionId>> {
    let newer = event_audience::table
        .filter(event_audience::department.eq(subscriptions::department))
        .filter(event_audience::position.gt(subscriptions::cursor));
    let waiting = deliveries::table
        .filter(deliveries::subscription_id.eq(subscriptions::id))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"))
        .count()
        .single_value();
    let mut query = subscriptions::table
        .filter(subscriptions::status.eq("active"))
        .filter(subscriptions::replay_next.is_not_null().or(exists(newer)))
        .filter(waiting.assume_not_null().lt(most))
        .order(subscriptions::id)
        .limit(limit)
        .select(subscriptions::id)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(subscriptions::id.gt(Key(after)));
    }
    Ok(query.load::<Key>(conn)?.into_iter().map(Into::into).collect())
}

/// Active ones with a delivery that may be attempted, of its subject the first, and that nobody holds; or whose receiver
/// may be looked at, and that nobody looks at.
pub fn due(conn: &mut Connection, now: DateTime<Utc>) -> StoreResult<Vec<SubscriptionId>> {
    let now = Instant::from(now);
    let waits = deliveries::table
        .filter(deliveries::subscription_id.eq(subscriptions::id))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"))
        .filter(deliveries::next_attempt_at.le(now))
        .filter(deliveries::leased_until.is_null().or(deliveries::leased_until.assume_not_null().le(now)))
        .filter(not(exists(waiting_before!())));
    let held = deliveries::table
        .filter(deliveries::subscription_id.eq(subscriptions::id))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"))
        .filter(deliveries::leased_until.assume_not_null().gt(now));
    let some = deliveries::table
        .filter(deliveries::subscription_id.eq(subscriptions::id))
        .filter(sql::<Bool>("deliveries.status = 'waiting'"));
    let probed = subscriptions::probe_at.assume_not_null().le(now).and(exists(some)).and(not(exists(held)));
    let found = subscriptions::table
        .filter(subscriptions::status.eq("active"))
        .filter(exists(waits).or(probed))
        .order(subscriptions::id)
        .select(subscriptions::id)
        .load::<Key>(conn)?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Adds a secret.
pub fn add_secret(conn: &mut Connection, row: &SubscriptionSecretRow) -> StoreResult<()> {
    diesel::insert_into(subscription_secrets::table).values(row).execute(conn)?;
    Ok(())
}

/// The secrets of these subscriptions, the newest first.
pub fn secrets(conn: &mut Connection, of: &[SubscriptionId]) -> StoreResult<Vec<SubscriptionSecretRow>> {
    let of: Vec<Key> = of.iter().copied().map(Key::from).collect();
    Ok(subscription_secrets::table
        .filter(subscription_secrets::subscription_id.eq_any(of))
        .order(subscription_secrets::id.desc())
        .select(SubscriptionSecretRow::as_select())
        .load(conn)?)
}

/// Writes back until when a secret holds.
pub fn end_secret(conn: &mut Connection, row: &SubscriptionSecretRow) -> StoreResult<()> {
    diesel::update(subscription_secrets::table.find(row.id))
        .set(subscription_secrets::expires_at.eq(row.expires_at))
        .execute(conn)?;
    Ok(())
}

/// Forgets a secret.
pub fn forget_secret(conn: &mut Connection, row: &SubscriptionSecretRow) -> StoreResult<()> {
    diesel::delete(subscription_secrets::table.find(row.id)).execute(conn)?;
    Ok(())
}
