//! Verification tasks with their clocks (S14, S15).

use kaiye_domain::verification::VerificationTask;
use kaiye_persistence::{
    map::{TrackedDeadline, deadline_from, verification_from},
    repo::deadline,
    row::VerificationTaskRow,
};
use uuid::Uuid;

use super::{Outcome, Tx};

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
