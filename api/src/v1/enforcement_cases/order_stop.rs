//! 责令停止.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{Because, CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, open, order_stop as order},
    },
    state::State,
};

/// Order a stop
///
/// The holder is ordered to stop at once; the public check shows it from this instant (S17). By the supervising department.
#[utoipa::path(post, path = "/enforcement-cases/{id}/stop")]
pub async fn order_stop(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<Because>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = order(tx, opened, &body.value.reason)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
