//! Reckoning a dossier's running clocks anew.

use std::collections::BTreeSet;

use kaiye_domain::{obligation::ObligationSubject, time::DeadlineStatus};
use kaiye_persistence::repo::verification;
use serde_json::json;

use crate::operations::{Outcome, Tx, dossier::Dossier};

/// Reckons every clock of the dossier that has begun and not ended by the calendar in force, and notes each due date
/// that moved. The deadline keeps the history. Tells whether any was behind.
pub fn recompute(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<bool> {
    let (calendar, now) = (tx.calendar()?, tx.now);
    let before: Vec<_> = dossier.deadlines.iter().map(|it| (it.deadline.due(), it.deadline.is_provisional())).collect();
    let behind = |status: &DeadlineStatus| match status {
        DeadlineStatus::Running { clock } | DeadlineStatus::Suspended { clock, .. } => {
            clock.calendar_version < calendar.version()
        }
        _ => false,
    };
    if !dossier.deadlines.iter().any(|it| behind(it.deadline.status())) {
        return Ok(false);
    }
    dossier.step_deadlines(|it| behind(it.deadline.status()), |deadline| Ok(deadline.recompute(&calendar, now)))?;
    let mut moved = Vec::new();
    for (tracked, (due, provisional)) in dossier.deadlines.iter().zip(before) {
        let deadline = &tracked.deadline;
        if (deadline.due(), deadline.is_provisional()) != (due, provisional) {
            moved.push(json!({
                "deadline": tracked.id, "rule": tracked.obligation, "subject": tracked.subject.1, "old_due": due,
                "new_due": deadline.due(), "provisional": deadline.is_provisional(),
            }));
        }
    }
    let of_tasks = dossier.deadlines.iter().filter(|it| it.subject.0 == ObligationSubject::VerificationTask);
    let tasks: BTreeSet<_> = of_tasks.map(|it| it.subject.1).collect();
    for task in tasks.into_iter().map(Into::into) {
        let due_on = dossier.binding_clock(task).and_then(|it| it.deadline.due());
        verification::set_due(tx.conn, task, due_on)?;
    }
    if !moved.is_empty() {
        dossier.fact("deadlines.recomputed", json!({ "calendar": calendar.version(), "deadlines": moved }));
    }
    Ok(true)
}
