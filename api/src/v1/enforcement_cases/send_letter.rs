//! 函告.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{Because, CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, open, send_letter as send},
    },
    state::State,
};

/// Send a letter to the grantor
///
/// The supervising department tells the department in whose name the certificate was issued that it was revoked, or that
/// it was obtained by deceit (S18). Where both are one body no letter is needed.
#[utoipa::path(post, path = "/enforcement-cases/{id}/letter")]
pub async fn send_letter(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<Because>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = send(tx, opened, &body.value.reason)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
