//! Taking in a batch, row by row, each in a transaction of its own that also says which row comes next: a process may
//! die between any two, and another goes on there.

use kaiye_domain::{
    application::check::require_draftable,
    event::{Fact, SubjectKind},
    id::IntakeBatchId,
    intake::{
        BatchFormat, BatchStatus, EntryOutcome, EntryStatus, IntakeBatch, IntakeFile, IntakeReason, RowPlace,
        still_missing,
    },
    refusal::Refusal,
    served_notice::document_number,
};
use kaiye_persistence::{
    StoreErrorKind,
    map::{batch_from, batch_row, entry_from, entry_row, next_row_of},
    repo::intake_batch,
};
use serde_json::json;

use crate::operations::{
    Failure, Outcome, Tx,
    applications::{Filing, create},
};

/// A row as it was read.
pub struct RowTaken<'a> {
    /// Its number.
    pub number: i32,
    /// The row after it.
    pub next: RowPlace,
    /// What was sent.
    pub content: &'a [u8],
    /// The sender's reference, where one could be read.
    pub reference: Option<String>,
    /// What it asks for, or what is wrong with it.
    pub filing: Result<Filing, Refusal>,
}

/// Keeps a batch that came; its rows are taken in by the background.
pub fn begin(tx: &mut Tx<'_>, format: BatchFormat, file: &IntakeFile) -> Outcome<IntakeBatch> {
    let id: IntakeBatchId = tx.id();
    let batch = IntakeBatch {
        id,
        number: document_number("PC", tx.now, id.0),
        sent_by: tx.actor.id,
        department: tx.actor.department.clone(),
        format,
        file: file.clone(),
        received_at: tx.now,
        status: BatchStatus::Running,
        accepted: 0,
        repeated: 0,
        rejected: 0,
        ended_at: None,
    };
    intake_batch::insert(tx.conn, &batch_row(&batch, RowPlace::FIRST, 1)?)?;
    let data = json!({
        "number": batch.number, "format": batch.format, "digest": batch.file.digest, "department": batch.department,
    });
    tx.append((SubjectKind::IntakeBatch, id), None, vec![Fact::new("intake_batch.received", data)])?;
    Ok(batch)
}

/// Takes a row in: drafts its application, or says why not. A row that is not the next was taken in by another process.
/// Runs in the name of the sender.
pub fn take_row(tx: &mut Tx<'_>, batch: IntakeBatchId, row: &RowTaken<'_>) -> Outcome<()> {
    let filing = match &row.filing {
        Err(refusal) => return refuse_row(tx, batch, row, refusal.clone()),
        Ok(filing) => filing,
    };
    let Some((batch, version)) = its_turn(tx, batch, row)? else { return Ok(()) };
    let outcome = match earlier(tx, &batch, row)? {
        Some(outcome) => outcome,
        None => {
            let dossier = create(tx, filing)?;
            let checks = dossier.checks(tx)?;
            require_draftable(&checks)?;
            let application = &dossier.application;
            EntryOutcome::accepted(application.id, application.number.clone(), still_missing(&checks))
        }
    };
    note(tx, batch, version, row, &outcome)
}

/// The row did not become an application, for this reason; nothing else of it was kept.
pub fn refuse_row(tx: &mut Tx<'_>, batch: IntakeBatchId, row: &RowTaken<'_>, refusal: Refusal) -> Outcome<()> {
    let Some((batch, version)) = its_turn(tx, batch, row)? else { return Ok(()) };
    note(tx, batch, version, row, &EntryOutcome::rejected(refusal))
}

/// The batch, locked, if this row is the next.
fn its_turn(tx: &mut Tx<'_>, batch: IntakeBatchId, row: &RowTaken<'_>) -> Outcome<Option<(IntakeBatch, i32)>> {
    let kept = intake_batch::lock(tx.conn, batch)?;
    let (next, version) = (kept.next_row, kept.version);
    let batch = batch_from(kept)?;
    Ok((next == row.number && batch.status == BatchStatus::Running).then_some((batch, version)))
}

/// What became of the same reference before, if it was accepted.
fn earlier(tx: &mut Tx<'_>, batch: &IntakeBatch, row: &RowTaken<'_>) -> Outcome<Option<EntryOutcome>> {
    let Some(reference) = &row.reference else { return Ok(None) };
    intake_batch::lock_reference(tx.conn, batch.sent_by, reference)?;
    let Some(kept) = intake_batch::accepted(tx.conn, batch.sent_by, reference)? else { return Ok(None) };
    let same_row = kept.row_key == row_key(tx, row.content);
    Ok(Some(entry_from(kept)?.sent_again(same_row).map_err(Failure::refused)?))
}

fn note(
    tx: &mut Tx<'_>,
    mut batch: IntakeBatch,
    version: i32,
    row: &RowTaken<'_>,
    outcome: &EntryOutcome,
) -> Outcome<()> {
    let key = row_key(tx, row.content);
    let entry = entry_row(&batch, row.number, row.reference.clone(), key, outcome)?;
    intake_batch::insert_entry(tx.conn, &entry)?;
    batch.count(outcome.status);
    intake_batch::update(tx.conn, &batch_row(&batch, row.next, version + 1)?, version)?;
    Ok(())
}

/// There are no more rows, or none that can be told apart: what broke it off is the outcome of the row at which it did.
pub fn end(tx: &mut Tx<'_>, id: IntakeBatchId, broken_by: Option<IntakeReason>) -> Outcome<()> {
    let kept = intake_batch::lock(tx.conn, id)?;
    let (mut next, version) = (next_row_of(&kept), kept.version);
    let mut batch = batch_from(kept)?;
    if batch.status != BatchStatus::Running {
        return Ok(());
    }
    if let Some(reason) = broken_by {
        let entry = entry_row(&batch, next.number, None, row_key(tx, &[]), &EntryOutcome::rejected(reason.into()))?;
        intake_batch::insert_entry(tx.conn, &entry)?;
        batch.count(EntryStatus::Rejected);
        next.number += 1;
    }
    batch.end(if broken_by.is_some() { BatchStatus::Broken } else { BatchStatus::Done }, tx.now);
    intake_batch::update(tx.conn, &batch_row(&batch, next, version + 1)?, version)?;
    let data = json!({
        "status": batch.status, "accepted": batch.accepted, "repeated": batch.repeated, "rejected": batch.rejected,
        "department": batch.department,
    });
    tx.append((SubjectKind::IntakeBatch, id), None, vec![Fact::new("intake_batch.ended", data)])?;
    Ok(())
}

/// The keyed hash of what was sent: personal numbers stand in it.
fn row_key(tx: &Tx<'_>, content: &[u8]) -> String {
    tx.keyring().lookup_key("intake_row", &String::from_utf8_lossy(content))
}

/// Whether a failure is the row's own, and not that of a store that cannot be reached now.
pub fn is_the_rows(failure: &Failure) -> bool {
    match failure {
        Failure::Refused(_) => true,
        Failure::Store(error) => !matches!(error.kind(), StoreErrorKind::Busy | StoreErrorKind::Unavailable),
    }
}
