//! Many receipts at once. All are of one transaction, so that the idempotency key, the answer and the receipts stand or
//! fall together; each task is for itself, and one that is refused holds up no other.

use kaiye_domain::{
    id::{ApplicationId, VerificationTaskId},
    refusal::Refusal,
};
use kaiye_persistence::repo::verification;

use super::{Acknowledgement, Kept, acknowledge, within};
use crate::operations::{Failure, Outcome, Tx, dossier::Dossier};

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
    let applications = verification::applications_of(tx.conn, &tx.actor.reach(), ids)?;
    // Applications are locked in the order of their ids, so that two batches never wait for one another.
    let mut order: Vec<_> = ids.iter().map(|id| (applications.get(id).copied(), *id)).collect();
    order.sort();
    let mut results = Vec::new();
    for (application, id) in order {
        let result = match application {
            Some(application) => one(tx, application, id, said)?,
            None => Acknowledged::NotFound,
        };
        results.push((id, result));
    }
    results.sort_by_key(|(id, _)| ids.iter().position(|asked| asked == id));
    Ok(results)
}

/// A refusal comes before anything is written: the transaction goes on.
fn one(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    id: VerificationTaskId,
    said: &Acknowledgement,
) -> Outcome<Acknowledged> {
    let mut dossier = Dossier::open(tx, application)?;
    let mut opened = within(tx, id)?;
    match acknowledge(tx, &mut dossier, &mut opened, said) {
        Ok(()) => {
            dossier.save(tx)?;
            Ok(Acknowledged::Received(Box::new(opened.kept(&dossier)?)))
        }
        Err(Failure::Refused(refusal)) => Ok(Acknowledged::Refused(refusal)),
        Err(failure) => Err(failure),
    }
}
