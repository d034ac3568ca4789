//! A department's receipt (S13, S14): one step for every way. It ends the wait for it and starts the time to verify, or
//! moves that start back when an earlier receipt becomes known.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Permission,
    id::{ApplicationId, VerificationTaskId},
    obligation::Obligation,
    time::{DeadlineStatus, last_instant_of},
    verification::{Receipt, ReceiptWay, VerificationTask},
};
use kaiye_persistence::{map::verification_from, repo::verification};
use serde_json::json;

use super::{MOST, Opened, within};
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// What a department says of its receipt.
#[derive(Debug, Clone, Default)]
pub struct Acknowledgement {
    /// When it had the approval; now when empty.
    pub received_at: Option<DateTime<Utc>>,
    /// Its own number for it.
    pub reference: Option<String>,
}

/// The department says that it has received a task.
pub fn acknowledge(tx: &mut Tx<'_>, dossier: &mut Dossier, opened: &mut Opened, said: &Acknowledgement) -> Outcome<()> {
    opened.task.require_department(tx.actor)?;
    let receipt = Receipt {
        way: ReceiptWay::Acknowledged,
        at: said.received_at.unwrap_or(tx.now),
        recorded_at: tx.now,
        by: tx.actor.id,
        reference: said.reference.clone(),
    };
    receive(tx, dossier, opened, receipt)
}

/// Whether this read of the task by its own department is a receipt: the first one that it makes by itself.
pub fn waits_to_be_fetched(tx: &Tx<'_>, task: &VerificationTask) -> bool {
    let own = task.require_department(tx.actor).is_ok() && tx.actor.may(Permission::AcknowledgeVerification);
    own && !task.was_truly_received() && !task.state.has_ended()
}

/// The department has fetched a task with its own credentials.
pub fn fetched(tx: &mut Tx<'_>, dossier: &mut Dossier, opened: &mut Opened) -> Outcome<()> {
    let (now, by) = (tx.now, tx.actor.id);
    receive(tx, dossier, opened, Receipt { way: ReceiptWay::Fetched, at: now, recorded_at: now, by, reference: None })
}

/// A department has what an application brought it: each of its tasks that it was told of at an instant (`told_at`) is
/// received, once for each way. Which way it was, and which tasks it meant, is for the caller to say; how many it were.
/// Nothing is locked where there is nothing to receive.
pub fn receive_approval(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    department: &str,
    way: ReceiptWay,
    at: DateTime<Utc>,
    told_at: DateTime<Utc>,
) -> Outcome<usize> {
    if waiting(tx, application, department, way, told_at)?.is_empty() {
        return Ok(0);
    }
    let mut dossier = Dossier::open_found(tx, application)?;
    let mut waiting = waiting(tx, application, department, way, told_at)?;
    let (recorded_at, by) = (tx.now, tx.actor.id);
    for opened in &mut waiting {
        receive(tx, &mut dossier, opened, Receipt { way, at, recorded_at, by, reference: None })?;
    }
    dossier.save(tx)?;
    Ok(waiting.len())
}

/// Those of these applications that bring a department something which it has not received in this way: one query,
/// however many they are.
pub fn awaiting_receipt(
    tx: &mut Tx<'_>,
    applications: &[ApplicationId],
    department: &str,
    way: ReceiptWay,
) -> Outcome<BTreeSet<ApplicationId>> {
    let most = MOST.saturating_mul(i64::try_from(applications.len()).unwrap_or(i64::MAX));
    let rows = verification::of_applications(tx.conn, applications, department, most)?;
    let mut awaiting = BTreeSet::new();
    for row in rows {
        let application = row.application_id.into();
        if waits(&verification_from(row)?, department, way, tx.now) {
            awaiting.insert(application);
        }
    }
    Ok(awaiting)
}

/// The tasks of a department in an application that were there at an instant and that it has not received in this way.
fn waiting(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    department: &str,
    way: ReceiptWay,
    told_at: DateTime<Utc>,
) -> Outcome<Vec<Opened>> {
    let rows = verification::of_application(tx.conn, application, MOST)?;
    let tasks = rows.into_iter().map(Opened::of).collect::<Outcome<Vec<_>>>()?;
    Ok(tasks.into_iter().filter(|opened| waits(&opened.task, department, way, told_at)).collect())
}

/// Whether a task is a department's that it was told of at an instant and has not received in this way.
fn waits(task: &VerificationTask, department: &str, way: ReceiptWay, told_at: DateTime<Utc>) -> bool {
    let received = task.receipts.iter().any(|receipt| receipt.way == way);
    task.department == department && task.available_at <= told_at && !task.state.has_ended() && !received
}

/// Nobody received it by the end of this day: it counts as received on it (policy `deemed_receipt`).
pub fn deem(tx: &mut Tx<'_>, dossier: &mut Dossier, id: VerificationTaskId, day: NaiveDate) -> Outcome<()> {
    let mut opened = within(tx, id)?;
    let at = last_instant_of(day);
    let receipt = Receipt { way: ReceiptWay::Deemed, at, recorded_at: tx.now, by: tx.actor.id, reference: None };
    receive(tx, dossier, &mut opened, receipt)
}

/// The department has received a task, in whichever way.
pub fn receive(tx: &mut Tx<'_>, dossier: &mut Dossier, opened: &mut Opened, receipt: Receipt) -> Outcome<()> {
    let task = opened.task.clone().receive(receipt.clone())?;
    let id = task.id;
    if receipt.way != ReceiptWay::Deemed {
        let done_at = receipt.done_at();
        dossier.step_deadlines(
            |it| it.subject.1 == id.0 && it.obligation == Obligation::Acknowledge && it.deadline.is_undone(),
            |deadline| deadline.meet(done_at),
        )?;
    }
    let starts_at = task.receipt().map_or(receipt.at, |earliest| earliest.at);
    opened.task = task;
    start(tx, dossier, id, starts_at)?;
    opened.save(tx, dossier)?;
    tell(dossier, opened, &receipt);
    Ok(())
}

/// The time to verify runs from then; from earlier than before, if it runs already.
fn start(tx: &mut Tx<'_>, dossier: &mut Dossier, id: VerificationTaskId, at: DateTime<Utc>) -> Outcome<()> {
    let (now, calendar) = (tx.now, tx.calendar()?);
    dossier.step_deadlines(
        |it| it.subject.1 == id.0 && it.obligation == Obligation::Verify,
        |deadline| match deadline.status() {
            DeadlineStatus::Open => deadline.start(at, &calendar),
            _ => deadline.antedate(at, &calendar, now),
        },
    )
}

fn tell(dossier: &mut Dossier, opened: &Opened, receipt: &Receipt) {
    let task = &opened.task;
    let owed = dossier
        .deadlines
        .iter()
        .find(|it| it.subject.1 == task.id.0 && it.obligation == Obligation::Acknowledge)
        .map(|it| &it.deadline);
    let data = json!({
        "task": task.id, "certificate": task.certificate, "item": task.item_code, "department": task.department,
        "way": receipt.way, "at": receipt.at, "receipt_due_on": owed.and_then(|deadline| deadline.due()),
        "late": owed.is_some_and(|deadline| matches!(deadline.status(), DeadlineStatus::Missed { .. })),
        "due_on": opened.row.due_on,
    });
    let deemed = receipt.way == ReceiptWay::Deemed;
    dossier.fact(if deemed { "verification.deemed_received" } else { "verification.received" }, data);
}
