//! Verification tasks with their clocks (S14, S15).

use kaiye_domain::verification::VerificationTask;
use kaiye_persistence::{
    map::{TrackedDeadline, deadline_from, verification_from, verification_row},
    repo::{deadline, verification},
    row::VerificationTaskRow,
};
use serde_json::json;
use uuid::Uuid;

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
    for duty in task.duties() {
        dossier.owe(tx, duty)?;
    }
    let application = &dossier.application;
    verification::insert(tx.conn, &[verification_row(task, application.id, application.division(), None)?])?;
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
