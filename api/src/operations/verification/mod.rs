//! Verification tasks with their clocks (S14, S15). All that happens with one happens under its application's lock and on
//! its chain.

mod batch;
mod clock;
mod fall;
mod priority;
mod receive;
mod work;

use kaiye_domain::{
    actor::Reach,
    certificate::Certificate,
    id::{CertificateId, VerificationTaskId},
    verification::{Priority, VerificationKind, VerificationTask},
};
use kaiye_persistence::{
    map::{
        TrackedDeadline, certificate_from, deadline_from, priority_from, verification_from, verification_row,
        with_priority,
    },
    repo::{
        certificate, deadline,
        verification::{self, VerificationFilter},
    },
    row::VerificationTaskRow,
};
use serde_json::json;
use uuid::Uuid;

pub use batch::{Acknowledged, acknowledge_all};
pub use receive::{
    Acknowledgement, acknowledge, awaiting_receipt, deem, fetched, receive, receive_approval, waits_to_be_fetched,
};

pub use clock::{resume, suspend};
pub use fall::{fall_away, restore};
pub use priority::{History, reckon};
pub use work::{Seen, add_evidence, assign, conclude, record_early_opening, record_finding};

use super::{Failure, Outcome, Tx, dossier::Dossier};

/// More clocks than a page of tasks has.
const MOST: i64 = 1000;

/// A task as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The task.
    pub task: VerificationTask,
    /// Its row: where the case lies.
    pub row: VerificationTaskRow,
    /// How pressing it is.
    pub priority: Priority,
    /// Its clocks.
    pub clocks: Vec<TrackedDeadline>,
}

/// A task that is worked on: its application is locked. Change `task`, then [`Opened::save`], then save the dossier.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The task.
    pub task: VerificationTask,
    row: VerificationTaskRow,
}

/// Opens a task with its application, both within the caller's reach.
pub fn open(tx: &mut Tx<'_>, id: VerificationTaskId) -> Outcome<(Dossier, Opened)> {
    let found = verification::applications_of(tx.conn, &tx.actor.reach(), &[id])?;
    let application = found.get(&id).ok_or_else(Failure::not_found)?;
    let dossier = Dossier::open(tx, *application)?;
    let opened = within(tx, id)?;
    Ok((dossier, opened))
}

/// A task within the caller's reach, whose application is open already.
pub fn within(tx: &mut Tx<'_>, id: VerificationTaskId) -> Outcome<Opened> {
    Opened::of(verification::find(tx.conn, &tx.actor.reach(), id)?)
}

impl Opened {
    fn of(row: VerificationTaskRow) -> Outcome<Self> {
        Ok(Self { task: verification_from(row.clone())?, row })
    }

    /// Writes the task over its row as it was read.
    pub fn save(&mut self, tx: &mut Tx<'_>, dossier: &Dossier) -> Outcome<()> {
        let was = self.row.version;
        let row = row_of(dossier, &self.task, was + 1)?;
        verification::update(tx.conn, &row, was)?;
        // How pressing it is was not written.
        let (priority, priority_reasons) = (self.row.priority, self.row.priority_reasons.clone());
        self.row = VerificationTaskRow { priority, priority_reasons, ..row };
        Ok(())
    }

    /// The task with its clocks, to be shown.
    pub fn kept(&self, dossier: &Dossier) -> Outcome<Kept> {
        let clocks = dossier.deadlines.iter().filter(|clock| clock.subject.1 == self.task.id.0).cloned().collect();
        Ok(Kept { task: self.task.clone(), row: self.row.clone(), priority: priority_from(&self.row)?, clocks })
    }
}

/// A task's row, with the last day of the clock that binds.
pub fn row_of(dossier: &Dossier, task: &VerificationTask, version: i32) -> Outcome<VerificationTaskRow> {
    let due_on = dossier.binding_clock(task.id).and_then(|clock| clock.deadline.due());
    let application = &dossier.application;
    Ok(verification_row(task, application.id, application.division(), due_on, version)?)
}

/// Rows with their clocks, in their order, by one query.
pub fn kept(tx: &mut Tx<'_>, rows: Vec<VerificationTaskRow>) -> Outcome<Vec<Kept>> {
    let subjects: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let clocks = if subjects.is_empty() { Vec::new() } else { deadline::of_subjects(tx.conn, &subjects, MOST)? };
    let clocks = clocks.into_iter().map(deadline_from).collect::<Result<Vec<_>, _>>()?;
    rows.into_iter()
        .map(|row| {
            let own = clocks.iter().filter(|clock| clock.subject.1 == row.id.0).cloned().collect();
            Ok(Kept { task: verification_from(row.clone())?, priority: priority_from(&row)?, row, clocks: own })
        })
        .collect()
}

/// The tasks about a certificate, within the caller's reach.
pub fn of_certificate(tx: &mut Tx<'_>, certificate: CertificateId) -> Outcome<Vec<VerificationTaskId>> {
    let filter = VerificationFilter { certificate: Some(certificate), ..VerificationFilter::default() };
    let rows = verification::list(tx.conn, &tx.actor.reach(), &filter, None, MOST)?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}

/// A task's certificate, and the keyed hash that its holder's others are found by.
fn certificate_of(tx: &mut Tx<'_>, task: &VerificationTask) -> Outcome<(Certificate, String)> {
    let row = certificate::find(tx.conn, &Reach::All, task.certificate)?;
    let holder_key = row.holder_key.clone();
    Ok((certificate_from(row)?, holder_key))
}

/// Adds a task that an application brings later: its clocks, its officers, its row, its event. A report makes the holder's
/// other tasks more pressing too.
pub fn add(tx: &mut Tx<'_>, dossier: &mut Dossier, task: &VerificationTask) -> Outcome<()> {
    let jurisdiction = tx.jurisdiction()?;
    for duty in task.duties(&jurisdiction.policy) {
        dossier.owe(tx, duty)?;
    }
    let (certificate, holder_key) = certificate_of(tx, task)?;
    let priority = History::of(tx, &holder_key)?.priority(tx, task, certificate.item_version)?;
    verification::insert(tx.conn, &[with_priority(row_of(dossier, task, 1)?, &priority)?])?;
    if task.kind == VerificationKind::PublicReport {
        reckon(tx, &holder_key)?;
    }
    if let Some(assignment) = task.state.assignment() {
        verification::set_officers(tx.conn, task.id, &assignment.officers)?;
    }
    tell_of(dossier, task);
    Ok(())
}

/// Notes that a task came about; the material only where one is missing.
pub fn tell_of(dossier: &mut Dossier, task: &VerificationTask) {
    let mut data = json!({
        "task": task.id, "kind": task.kind, "department": task.department, "item": task.item_code,
        "certificate": task.certificate,
    });
    if let Some(material) = &task.material_code {
        data["material"] = json!(material);
    }
    dossier.fact("verification.created", data);
}
