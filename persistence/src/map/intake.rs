//! What came in, and batches of applications.

use kaiye_domain::intake::{EntryOutcome, IntakeBatch, IntakeRecord, IntakeStatus, RowPlace};

use super::{aggregate, document, text};
use crate::{
    error::StoreResult,
    row::{IntakeBatchRow, IntakeEntryRow, IntakeRow},
};

/// What an e-mail's row holds beside the intake.
#[derive(Debug, Clone)]
pub struct MessageKeys {
    /// Keyed hash of its sender's address.
    pub sender_key: Option<String>,
    /// Keyed hash that the same message has again.
    pub message_key: String,
    /// Who sent it and what was answered, sealed.
    pub personal: String,
}

impl MessageKeys {
    /// Those of a row that an e-mail became; nothing for a paper.
    pub fn of(row: &IntakeRow) -> Option<Self> {
        let (message_key, personal) = (row.message_key.clone()?, row.personal.clone()?);
        Some(Self { sender_key: row.sender_key.clone(), message_key, personal })
    }
}

/// An intake's row.
pub fn intake_row(intake: &IntakeRecord, message: Option<MessageKeys>, version: i32) -> StoreResult<IntakeRow> {
    let (sender_key, message_key, personal) = match message {
        Some(keys) => (keys.sender_key, Some(keys.message_key), Some(keys.personal)),
        None => (None, None, None),
    };
    Ok(IntakeRow {
        id: intake.id.into(),
        number: intake.number.clone(),
        channel: text(intake.facts.channel),
        status: text(IntakeStatus::from(&intake.state)),
        application_id: intake.application().map(Into::into),
        recorded_by: intake.facts.recorded_by.into(),
        sender_key,
        message_key,
        received_at: intake.facts.received_at.into(),
        recorded_at: intake.facts.recorded_at.into(),
        due_on: intake.due_on,
        overdue_at: intake.overdue_at.map(Into::into),
        personal,
        doc: document(intake)?,
        version,
    })
}

/// An intake from its row.
pub fn intake_from(row: IntakeRow) -> StoreResult<IntakeRecord> {
    aggregate(row.doc)
}

/// A batch's row; `next` is the row that comes next.
pub fn batch_row(batch: &IntakeBatch, next: RowPlace, version: i32) -> StoreResult<IntakeBatchRow> {
    Ok(IntakeBatchRow {
        id: batch.id.into(),
        sent_by: batch.sent_by.into(),
        status: text(batch.status),
        next_row: next.number,
        next_offset: next.offset,
        received_at: batch.received_at.into(),
        doc: document(batch)?,
        version,
    })
}

/// The row of a batch that comes next.
pub fn next_row_of(row: &IntakeBatchRow) -> RowPlace {
    RowPlace { number: row.next_row, offset: row.next_offset }
}

/// A batch from its row.
pub fn batch_from(row: IntakeBatchRow) -> StoreResult<IntakeBatch> {
    aggregate(row.doc)
}

/// A row's outcome as it is kept; `row_key` is the keyed hash of what was sent.
pub fn entry_row(
    batch: &IntakeBatch,
    row_number: i32,
    reference: Option<String>,
    row_key: String,
    outcome: &EntryOutcome,
) -> StoreResult<IntakeEntryRow> {
    Ok(IntakeEntryRow {
        batch_id: batch.id.into(),
        row_number,
        sent_by: batch.sent_by.into(),
        reference,
        row_key,
        status: text(outcome.status),
        application_id: outcome.application.map(Into::into),
        doc: document(outcome)?,
    })
}

/// A row's outcome from its row.
pub fn entry_from(row: IntakeEntryRow) -> StoreResult<EntryOutcome> {
    aggregate(row.doc)
}
