//! The hearing is offered.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, offer_hearing as offer, open},
    },
    state::State,
};

/// What is meant to be decided (行政处罚法 §44); the facts are the case's.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HearingOffer {
    /// What, and why, as the notice states it; no personal numbers.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "逾期未整改，情节严重，拟吊销卫生许可证")]
    pub reason: String,
    /// The law it would rest on.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "《公共场所卫生管理条例》第十四条")]
    pub law: String,
}

/// Offer a hearing
///
/// Before a revocation the holder is told what is meant to be decided, on which facts, why and by which law, and may ask for a
/// hearing within 5 working days (行政处罚法 §44, §63, §64; S17). By the supervising department.
#[utoipa::path(post, path = "/enforcement-cases/{id}/hearing")]
pub async fn offer_hearing(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<HearingOffer>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = offer(tx, opened, &body.value.reason, &body.value.law)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
