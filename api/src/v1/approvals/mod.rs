//! Approvals as agencies exchange them.

pub mod find;
pub mod get;
pub mod list;
pub mod view;

use chrono::{DateTime, Utc};
use kaiye_domain::{
    approval::{Approval, Fetch},
    id::ApplicationId,
};

use crate::{
    http::{Caller, Problem},
    operations::{Tx, approvals},
    state::State,
};

/// Notes the receipt of each approval that the caller's department fetches for the first time (S14): before the answer is
/// given. It covers what there was when it was read, and nothing that came since (decision 72).
async fn note_receipts<'a, N>(
    caller: &Caller<N>,
    state: &State,
    (fetch, read_at): (Fetch, DateTime<Utc>),
    fetched: impl Iterator<Item = &'a Approval>,
) -> Result<(), Problem> {
    let mut applications: Vec<ApplicationId> = fetched.map(|approval| approval.application).collect();
    applications.dedup();
    let waiting = move |tx: &mut Tx<'_>| Ok(approvals::unfetched(tx, &applications, fetch)?);
    for application in state.look(caller.actor().clone(), waiting).await? {
        let note = move |tx: &mut Tx<'_>| Ok(approvals::fetch(tx, application, fetch, read_at)?);
        state.transact(caller.actor().clone(), note).await?;
    }
    Ok(())
}
