//! Following the log: what an applicant is to learn becomes a message, in the transaction that notes how far the log was
//! read. Each event becomes one at most, whatever dies in between.

use kaiye_domain::{actor::Reach, id::ApplicationId};
use kaiye_domain::{
    event::{Event, SubjectKind},
    message::{Message, MessageState, Topic},
};
use kaiye_persistence::{
    map::message_row,
    repo::{application, event, log_cursor, message},
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
    for it in &events {
        rows.extend(about(tx, &it.event)?);
    }
    message::insert(tx.conn, &rows)?;
    log_cursor::advance(tx.conn, CURSOR, position)?;
    Ok(events.len())
}

fn about(tx: &mut Tx<'_>, event: &Event) -> Outcome<Option<MessageRow>> {
    let Some(topic) = Topic::of(&event.kind, &event.data) else { return Ok(None) };
    if event.subject_kind != SubjectKind::Application {
        return Ok(None);
    }
    let application = ApplicationId(event.subject_id);
    let division = application::find(tx.conn, &Reach::All, application)?.division;
    let message = Message {
        id: tx.id(),
        event: event.id,
        application,
        topic,
        way: None,
        created_at: tx.now,
        attempts: 0,
        fault: None,
        state: MessageState::Queued { next_attempt_at: tx.now },
    };
    Ok(Some(message_row(&message, &division, None, 1)?))
}
