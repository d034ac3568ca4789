//! A department's own first read of an approval is its receipt (S14): noted before the answer is given.

use kaiye_domain::id::VerificationTaskId;

use crate::{
    http::{Caller, Problem},
    operations::{Outcome, Tx, verification},
    state::State,
};

/// Notes the receipt of each of these tasks that waits to be fetched by this caller.
pub async fn note_receipts<N>(
    caller: &Caller<N>,
    state: &State,
    tasks: impl Fn(&mut Tx<'_>) -> Outcome<Vec<VerificationTaskId>> + Send + 'static,
) -> Result<(), Problem> {
    let waiting = move |tx: &mut Tx<'_>| {
        let mut waiting = Vec::new();
        for id in tasks(tx)? {
            let task = verification::within(tx, id)?.task;
            if verification::waits_to_be_fetched(tx, &task) {
                waiting.push(id);
            }
        }
        Ok(waiting)
    };
    for id in state.look(caller.actor().clone(), waiting).await? {
        state.transact(caller.actor().clone(), move |tx: &mut Tx<'_>| fetch(tx, id)).await?;
    }
    Ok(())
}

/// Unless somebody else was faster.
fn fetch(tx: &mut Tx<'_>, id: VerificationTaskId) -> Result<(), Problem> {
    let (mut dossier, mut opened) = verification::open(tx, id)?;
    if verification::waits_to_be_fetched(tx, &opened.task) {
        verification::fetched(tx, &mut dossier, &mut opened)?;
        dossier.save(tx)?;
    }
    Ok(())
}
