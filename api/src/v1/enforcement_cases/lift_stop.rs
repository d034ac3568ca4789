//! The end of 责令停止.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{Because, CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, lift_stop as lift, open},
    },
    state::State,
};

/// Lift a stop
///
/// What was wrong is mended (S17): the holder may go on, and so may what builds on it. By the supervising department.
#[utoipa::path(post, path = "/enforcement-cases/{id}/lift-stop")]
pub async fn lift_stop(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<Because>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = lift(tx, opened, &body.value.reason)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
