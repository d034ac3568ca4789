//! Messages to applicants.

use chrono::{DateTime, Utc};
use kaiye_domain::message::Message;

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::MessageRow};

/// A message's row; leased while a process is sending it.
pub fn message_row(
    message: &Message,
    division: &str,
    leased_until: Option<DateTime<Utc>>,
    version: i32,
) -> StoreResult<MessageRow> {
    Ok(MessageRow {
        id: message.id.into(),
        event_id: message.event.into(),
        application_id: message.application.into(),
        division: division.to_owned(),
        topic: text(message.topic),
        status: text(message.status()),
        next_attempt_at: message.next_attempt_at().map(Into::into),
        leased_until: leased_until.map(Into::into),
        doc: document(message)?,
        version,
    })
}

/// A message from its row.
pub fn message_from(row: MessageRow) -> StoreResult<Message> {
    aggregate(row.doc)
}
