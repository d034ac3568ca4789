//! One task.

use kaiye_domain::{actor::need, id::VerificationTaskId};
use kaiye_persistence::repo::verification as tasks;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Caller, PathId, Problem, Shown},
    operations::{Failure, verification},
    state::State,
};

/// Read a verification task
///
/// Whose it is, what is to be looked at, and by when (S14, S15).
#[utoipa::path(get, path = "/verification-tasks/{id}")]
pub async fn get_verification_task(
    caller: Caller<need::ReadVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
) -> Answered<Shown<VerificationTaskView>> {
    state
        .read(&caller, move |tx| {
            let reach = tx.actor.reach();
            let row = tasks::find(tx.conn, &reach, id.0).map_err(Failure::from)?;
            let kept = verification::kept(tx, vec![row])?.pop().ok_or_else(Problem::not_found)?;
            Ok(Shown::new((&kept).into()))
        })
        .await
}
