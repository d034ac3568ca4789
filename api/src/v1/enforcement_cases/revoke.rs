//! 吊销.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{Because, CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, open, revoke},
    },
    state::State,
};

/// Revoke a certificate
///
/// 吊销, by the head of the supervising department, once the hearing was held or the time to ask for it passed
/// (行政处罚法 §57, §63, §65; S17). Published, entered in the credit record, and open to objection.
#[utoipa::path(post, path = "/enforcement-cases/{id}/revoke")]
pub async fn revoke_certificate(
    caller: Caller<need::Penalise>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<Because>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = revoke(tx, opened, &body.value.reason)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
