//! The hearing is offered.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{Because, CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, offer_hearing as offer, open},
    },
    state::State,
};

/// Offer a hearing
///
/// Before a revocation the holder is told what is meant to be decided, and may ask for a hearing within 5 working days
/// (行政处罚法 §63, §64; S17). By the supervising department.
#[utoipa::path(post, path = "/enforcement-cases/{id}/hearing")]
pub async fn offer_hearing(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<Because>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = offer(tx, opened, &body.value.reason)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
