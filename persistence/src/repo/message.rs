//! Messages to applicants.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kaiye_domain::id::ApplicationId;
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Instant, Key, insert_all},
    error::StoreResult,
    row::MessageRow,
    schema::messages,
};

/// Adds messages.
pub fn insert(conn: &mut Connection, rows: &[MessageRow]) -> StoreResult<()> {
    insert_all!(conn, messages::table, rows)
}

/// Changes a message that still has the expected version.
pub fn update(conn: &mut Connection, row: &MessageRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, messages, row, expected)
}

/// A message.
pub fn find(conn: &mut Connection, id: Uuid) -> StoreResult<MessageRow> {
    Ok(messages::table.find(Key(id)).select(MessageRow::as_select()).first(conn)?)
}

/// An application's messages, the oldest first, from after one.
pub fn of_application(
    conn: &mut Connection,
    application: ApplicationId,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<MessageRow>> {
    let mut query = messages::table
        .filter(messages::application_id.eq(Key::from(application)))
        .order(messages::id)
        .limit(limit)
        .select(MessageRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(messages::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// The messages that are to be sent by an instant and that nobody is sending, the longest waiting first.
pub fn due(conn: &mut Connection, now: DateTime<Utc>, limit: i64) -> StoreResult<Vec<MessageRow>> {
    let now = Instant::from(now);
    let free = messages::leased_until.is_null().or(messages::leased_until.assume_not_null().le(now));
    Ok(messages::table
        .filter(messages::next_attempt_at.is_not_null())
        .filter(messages::next_attempt_at.assume_not_null().le(now))
        .filter(free)
        .order((messages::next_attempt_at, messages::id))
        .limit(limit)
        .select(MessageRow::as_select())
        .load(conn)?)
}
