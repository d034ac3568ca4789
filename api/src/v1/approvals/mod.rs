//! Approvals as agencies exchange them.

pub mod find;
pub mod get;
pub mod list;
pub mod view;

use kaiye_domain::{approval::Approval, id::ApplicationId};

use crate::{
    http::{Caller, Problem},
    operations::{Tx, approvals},
    state::State,
};

/// Notes the receipt of each approval that the caller's department fetches for the first time (S14): before the answer is
/// given.
async fn note_receipts<'a, N>(
    caller: &Caller<N>,
    state: &State,
    fetched: impl Iterator<Item = &'a Approval>,
) -> Result<(), Problem> {
    let mut applications: Vec<ApplicationId> = fetched.map(|approval| approval.application).collect();
    applications.dedup();
    let waiting = move |tx: &mut Tx<'_>| Ok(approvals::unfetched(tx, &applications)?);
    for application in state.look(caller.actor().clone(), waiting).await? {
        let fetch = move |tx: &mut Tx<'_>| Ok(approvals::fetch(tx, application)?);
        state.transact(caller.actor().clone(), fetch).await?;
    }
    Ok(())
}
