//! What came in on paper or by e-mail (S22).

use chrono::NaiveDate;
use diesel::{
    dsl::{not, sql},
    prelude::*,
    sql_types::Bool,
};
use kaiye_domain::id::{ApplicationId, IntakeId};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::IntakeRow,
    schema::intakes,
};

/// Which intakes a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct IntakeFilter {
    /// Handed over by this client.
    pub recorded_by: Option<Uuid>,
    /// In this status.
    pub status: Option<String>,
    /// By this channel.
    pub channel: Option<String>,
    /// Of this application.
    pub application: Option<ApplicationId>,
    /// That still wait and are noted as late, or that are not.
    pub overdue: Option<bool>,
}

/// Which intakes are late, and which may come to be, as the indexes say it: a partial index is found by its very words.
const OVERDUE: &str = "status = 'recorded' AND overdue_at IS NOT NULL";
const WAITING: &str = "status = 'recorded' AND overdue_at IS NULL";

/// Records an intake.
pub fn insert(conn: &mut Connection, row: &IntakeRow) -> StoreResult<()> {
    insert_all!(conn, intakes::table, std::slice::from_ref(row))
}

/// Changes an intake that still has the expected version.
pub fn update(conn: &mut Connection, row: &IntakeRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, intakes, row, expected)
}

/// The intake; with `recorded_by` only if that client handed it over.
pub fn find(conn: &mut Connection, recorded_by: Option<Uuid>, id: IntakeId) -> StoreResult<IntakeRow> {
    let mut query = intakes::table.filter(intakes::id.eq(Key::from(id))).select(IntakeRow::as_select()).into_boxed();
    if let Some(client) = recorded_by {
        query = query.filter(intakes::recorded_by.eq(Key(client)));
    }
    Ok(query.first(conn)?)
}

/// The intake that the same message became before, if it did.
pub fn of_message(conn: &mut Connection, message_key: &str) -> StoreResult<Option<IntakeRow>> {
    Ok(intakes::table
        .filter(intakes::message_key.eq(message_key))
        .select(IntakeRow::as_select())
        .first(conn)
        .optional()?)
}

/// The e-mail that an application came by; none that came by another channel.
pub fn first_message_of(conn: &mut Connection, application: ApplicationId) -> StoreResult<Option<IntakeRow>> {
    Ok(intakes::table
        .filter(intakes::application_id.assume_not_null().eq(Key::from(application)))
        .filter(intakes::personal.is_not_null())
        .order(intakes::id)
        .select(IntakeRow::as_select())
        .first(conn)
        .optional()?)
}

/// Whether a message from this mailbox, by its keyed hash, became or belongs to an application.
pub fn came_from(conn: &mut Connection, application: ApplicationId, sender_key: &str) -> StoreResult<bool> {
    let found = intakes::table
        .filter(intakes::application_id.eq(Key::from(application)))
        .filter(intakes::sender_key.eq(sender_key))
        .select(intakes::id)
        .first::<Key>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Intakes, the oldest first, from after one.
pub fn list(
    conn: &mut Connection,
    filter: &IntakeFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<IntakeRow>> {
    let filter = filter.clone();
    let mut query = intakes::table.select(IntakeRow::as_select()).order(intakes::id).limit(limit).into_boxed();
    if let Some(client) = filter.recorded_by {
        query = query.filter(intakes::recorded_by.eq(Key(client)));
    }
    if let Some(status) = filter.status {
        query = query.filter(intakes::status.eq(status));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(intakes::channel.eq(channel));
    }
    if let Some(application) = filter.application {
        query = query.filter(intakes::application_id.eq(Key::from(application)));
    }
    match filter.overdue {
        Some(true) => query = query.filter(sql::<Bool>(OVERDUE)),
        Some(false) => query = query.filter(not(sql::<Bool>(OVERDUE))),
        None => {}
    }
    if let Some(after) = after {
        query = query.filter(intakes::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// What waits to be typed though its last day lies before a day, and is not noted as late yet: each with that day, the
/// earliest first, from after one.
pub fn due_before(
    conn: &mut Connection,
    before: NaiveDate,
    after: Option<(NaiveDate, IntakeId)>,
    limit: i64,
) -> StoreResult<Vec<(NaiveDate, IntakeId)>> {
    let due_on = intakes::due_on.assume_not_null();
    let mut query = intakes::table
        .filter(sql::<Bool>(WAITING))
        .filter(due_on.lt(before))
        .order((due_on, intakes::id))
        .limit(limit)
        .select((due_on, intakes::id))
        .into_boxed();
    if let Some((day, id)) = after {
        query = query.filter(due_on.ge(day)).filter(due_on.gt(day).or(intakes::id.gt(Key::from(id))));
    }
    Ok(query.load::<(NaiveDate, Key)>(conn)?.into_iter().map(|(day, id)| (day, id.into())).collect())
}
