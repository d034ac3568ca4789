//! The grantor has the letter.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, acknowledge_letter as acknowledge, open},
    },
    state::State,
};

/// Acknowledge a letter
///
/// The head of the department that granted the certificate says that it has the supervisor's letter (S18), as a numbered
/// receipt.
#[utoipa::path(post, path = "/enforcement-cases/{id}/letter/acknowledge")]
pub async fn acknowledge_letter(
    caller: Caller<need::TakeBackGrant>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&());
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = acknowledge(tx, opened)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
