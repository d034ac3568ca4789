//! One task.

use kaiye_domain::{actor::need, id::VerificationTaskId};
use kaiye_persistence::repo::verification as tasks;

use super::{fetched::note_receipts, view::VerificationTaskView};
use crate::{
    http::{Answered, Caller, PathId, Problem, Shown},
    operations::{
        Failure, Tx,
        verification::{self, Kept},
    },
    state::State,
};

/// Read a verification task
///
/// Whose it is, what is to be looked at and by when (S14, S15), who is on it, and what was found. The first read by its
/// own department is that department's receipt (S14).
#[utoipa::path(get, path = "/verification-tasks/{id}")]
pub async fn get_verification_task(
    caller: Caller<need::ReadVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
) -> Answered<Shown<VerificationTaskView>> {
    note_receipts(&caller, &state, move |_| Ok(vec![id.0])).await?;
    let show = move |tx: &mut Tx<'_>| {
        let kept = find(tx, id.0)?;
        Ok(Shown::new(VerificationTaskView::new(&kept, tx.actor)))
    };
    state.read(&caller, show).await
}

fn find(tx: &mut Tx<'_>, id: VerificationTaskId) -> Result<Kept, Problem> {
    let reach = tx.actor.reach();
    let row = tasks::find(tx.conn, &reach, id).map_err(Failure::from)?;
    verification::kept(tx, vec![row])?.pop().ok_or_else(Problem::not_found)
}
