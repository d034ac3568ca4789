//! The officers' work with a task. Each step is the department's own, is noted on the application's chain, and leaves the
//! dossier to be saved.

use kaiye_domain::verification::{Candidate, CheckMethod};
use kaiye_persistence::repo::verification;
use serde_json::json;
use uuid::Uuid;

use super::{Acknowledgement, Opened, acknowledge};
use crate::operations::{Failure, Outcome, Tx, accounts, dossier::Dossier};

/// Puts officers on a task. A department that assigns what it never said it had, has it.
pub fn assign(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    opened: &mut Opened,
    officers: &[Uuid],
    method: CheckMethod,
) -> Outcome<()> {
    opened.task.require_department(tx.actor)?;
    let candidates = candidates(tx, officers)?;
    let assigned = opened.task.clone().assign(&candidates, method, tx.actor.id, tx.now)?;
    if opened.task.receipt().is_none() {
        acknowledge(tx, dossier, opened, &Acknowledgement::default())?;
    }
    opened.task.state = assigned.state;
    opened.save(tx, dossier)?;
    verification::set_officers(tx.conn, opened.task.id, officers)?;
    let data = json!({
        "task": opened.task.id, "certificate": opened.task.certificate, "department": opened.task.department,
        "method": method, "officers": officers,
    });
    dossier.fact("verification.assigned", data);
    Ok(())
}

/// The accounts that were named, where there are such.
fn candidates(tx: &mut Tx<'_>, ids: &[Uuid]) -> Outcome<Vec<Candidate>> {
    ids.iter()
        .map(|id| match accounts::find(tx, (*id).into()) {
            Ok(kept) => Ok(Candidate { id: *id, account: Some(kept.account) }),
            Err(failure) if failure.is_not_found() => Ok(Candidate { id: *id, account: None }),
            Err(failure) => Err::<_, Failure>(failure),
        })
        .collect()
}
