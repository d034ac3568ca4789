//! What came in on paper or by e-mail (S22).

use diesel::prelude::*;
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
}

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
    if let Some(after) = after {
        query = query.filter(intakes::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
