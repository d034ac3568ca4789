//! Many receipts at once. All are of one transaction, so that the idempotency key, the answer and the receipts stand or
//! fall together; each task is for itself, and one that is refused holds up no other.

use kaiye_domain::{id::VerificationTaskId, refusal::Refusal};
use kaiye_persistence::repo::verification;

use super::{Acknowledgement, Kept, acknowledge, open};
use crate::operations::{Failure, Outcome, Tx};

/// What came of one task.
#[derive(Debug)]
pub enum Acknowledged {
    /// Its receipt is noted.
    Received(Box<Kept>),
    /// A rule said no.
    Refused(Refusal),
    /// There is no such task within the caller's reach.
    NotFound,
}

/// Acknowledges each of these tasks, and tells of each, in their order, what came of it.
pub fn acknowledge_all(
    tx: &mut Tx<'_>,
    ids: &[VerificationTaskId],
    said: &Acknowledgement,
) -> Outcome<Vec<(VerificationTaskId, Acknowledged)>> {
    // Applications are locked in the order of their ids, so that two batches never wait for one another.
    let mut order = Vec::new();
    for id in ids {
        let found = verification::find(tx.conn, &tx.actor.reach(), *id).map_err(Failure::from);
        match found {
            Ok(row) => order.push((Some(row.application_id.0), *id)),
            Err(failure) if failure.is_not_found() => order.push((None, *id)),
            Err(failure) => return Err(failure),
        }
    }
    order.sort();
    let mut results = Vec::new();
    for (application, id) in order {
        let result = match application {
            Some(_) => one(tx, id, said)?,
            None => Acknowledged::NotFound,
        };
        results.push((id, result));
    }
    results.sort_by_key(|(id, _)| ids.iter().position(|asked| asked == id));
    Ok(results)
}

/// A refusal comes before anything is written: the transaction goes on.
fn one(tx: &mut Tx<'_>, id: VerificationTaskId, said: &Acknowledgement) -> Outcome<Acknowledged> {
    let (mut dossier, mut opened) = open(tx, id)?;
    match acknowledge(tx, &mut dossier, &mut opened, said) {
        Ok(()) => {
            dossier.save(tx)?;
            Ok(Acknowledged::Received(Box::new(opened.kept(&dossier)?)))
        }
        Err(Failure::Refused(refusal)) => Ok(Acknowledged::Refused(refusal)),
        Err(failure) => Err(failure),
    }
}
