//! The holder asks to be heard.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, open, request_hearing as request},
    },
    state::State,
};

/// Request a hearing
///
/// By the holder, or the window for it, within the time that the offer opened (行政处罚法 §64).
#[utoipa::path(post, path = "/enforcement-cases/{id}/hearing/request")]
pub async fn request_hearing(
    caller: Caller<need::AnswerEnforcement>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&());
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = request(tx, opened)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
