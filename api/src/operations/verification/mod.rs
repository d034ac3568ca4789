//! Verification tasks with their clocks (S14, S15). All that happens with one happens under its application's lock and on
//! its chain.

mod batch;
mod receive;
mod work;

use kaiye_domain::{id::VerificationTaskId, verification::VerificationTask};
use kaiye_persistence::{
    map::{TrackedDeadline, deadline_from, verification_from, verification_row},
    repo::{deadline, verification},
    row::VerificationTaskRow,
};
use serde_json::json;
use uuid::Uuid;

pub use batch::{Acknowledged, acknowledge_all};
pub use receive::{Acknowledgement, acknowledge, deem, fetched, receive, waits_to_be_fetched};

pub use work::assign;

use super::{Outcome, Tx, dossier::Dossier};

/// More clocks than a page of tasks has.
const MOST: i64 = 1000;

/// A task as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The task.
    pub task: VerificationTask,
    /// Its row: where the case lies, and what its department has received.
    pub row: VerificationTaskRow,
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
    let application = verification::find(tx.conn, &tx.actor.reach(), id)?.application_id;
    let dossier = Dossier::open(tx, application.into())?;
    let opened = within(tx, id)?;
    Ok((dossier, opened))
}

/// A task within the caller's reach, whose application is open already.
pub fn within(tx: &mut Tx<'_>, id: VerificationTaskId) -> Outcome<Opened> {
    let row = verification::find(tx.conn, &tx.actor.reach(), id)?;
    Ok(Opened { task: verification_from(row.clone())?, row })
}

impl Opened {
    /// Writes the task over its row as it was read.
    pub fn save(&mut self, tx: &mut Tx<'_>, dossier: &Dossier) -> Outcome<()> {
        let was = self.row.version;
        let row = row_of(dossier, &self.task, was + 1)?;
        verification::update(tx.conn, &row, was)?;
        let (priority, priority_reasons) = (self.row.priority, self.row.priority_reasons.clone());
        self.row = VerificationTaskRow { priority, priority_reasons, ..row };
        Ok(())
    }

    /// The task with its clocks, to be shown.
    pub fn kept(&self, dossier: &Dossier) -> Kept {
        let clocks = dossier.deadlines.iter().filter(|clock| clock.subject.1 == self.task.id.0).cloned().collect();
        Kept { task: self.task.clone(), row: self.row.clone(), clocks }
    }
}

fn row_of(dossier: &Dossier, task: &VerificationTask, version: i32) -> Outcome<VerificationTaskRow> {
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
            Ok(Kept { task: verification_from(row.clone())?, row, clocks: own })
        })
        .collect()
}

/// Adds a task that an application brings later: its clocks, its row, its event.
pub fn add(tx: &mut Tx<'_>, dossier: &mut Dossier, task: &VerificationTask) -> Outcome<()> {
    let jurisdiction = tx.jurisdiction()?;
    for duty in task.duties(&jurisdiction.policy) {
        dossier.owe(tx, duty)?;
    }
    verification::insert(tx.conn, &[row_of(dossier, task, 1)?])?;
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
