//! Following the log: what an applicant is to learn becomes a message, in the transaction that notes how far the log was
//! read. Each event becomes one at most, whatever dies in between.

use kaiye_domain::{
    event::SubjectKind,
    message::{Message, MessageState, Topic},
};
use kaiye_persistence::{
    StoreError,
    map::message_row,
    repo::{
        event::{self, Positioned},
        log_cursor, message,
    },
    row::MessageRow,
};

use crate::operations::{Outcome, Tx};

/// The follower's name.
const CURSOR: &str = "messages";

/// Reads the log on, `limit` events at most; how many it were.
pub fn compose(tx: &mut Tx<'_>, limit: i64) -> Outcome<usize> {
    let after = log_cursor::hold(tx.conn, CURSOR)?;
    let events = event::feed(tx.conn, after, limit)?;
    let Some(position) = events.last().and_then(|last| last.position) else { return Ok(0) };
    let mut rows = Vec::new();
    for placed in &events {
        rows.extend(about(tx, placed)?);
    }
    message::insert(tx.conn, &rows)?;
    log_cursor::advance(tx.conn, CURSOR, position)?;
    Ok(events.len())
}

fn about(tx: &mut Tx<'_>, Positioned { event, division, .. }: &Positioned) -> Outcome<Option<MessageRow>> {
    let Some(topic) = Topic::of(&event.kind, &event.data) else { return Ok(None) };
    if event.subject_kind != SubjectKind::Application {
        return Ok(None);
    }
    let placeless = || StoreError::corrupt(format!("event {} of an application has no division", event.id));
    let division = division.as_deref().ok_or_else(placeless)?;
    let message = Message {
        id: tx.id(),
        event: event.id,
        application: event.subject_id.into(),
        topic,
        way: None,
        created_at: tx.now,
        attempts: 0,
        fault: None,
        state: MessageState::Queued { next_attempt_at: tx.now },
    };
    Ok(Some(message_row(&message, division, None, 1)?))
}
