//! A penalty beside the revocation.

use kaiye_domain::{actor::need, enforcement::PenaltyKind, id::EnforcementCaseId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{
        Tx,
        enforcement::{Opened, Punished, open, penalise},
    },
    state::State,
};

/// A penalty.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPenalty {
    /// Which.
    #[schema(schema_with = words::<PenaltyKind>)]
    pub penalty: PenaltyKind,
    /// How much, in yuan; none for a warning.
    #[validate(range(min = 1, max = 100_000_000))]
    #[schema(minimum = 1, maximum = 100_000_000, example = 2000)]
    pub amount_yuan: Option<i64>,
    /// The law it rests on.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "《公共场所卫生管理条例》第十四条")]
    pub law: String,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "未按承诺配置消毒设施")]
    pub reason: String,
}

/// Record a penalty
///
/// A warning, a fine or a confiscation, by the head of the supervising department (行政处罚法 §9, §57); one decision a
/// case. Before a large amount (policy) the hearing that was offered was held or let pass (行政处罚法 §63). Published, entered in the credit record, and open to objection.
#[utoipa::path(post, path = "/enforcement-cases/{id}/penalty")]
pub async fn record_penalty(
    caller: Caller<need::Penalise>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<NewPenalty>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let NewPenalty { penalty, amount_yuan, law, reason } = body.value.clone();
        let kept = penalise(tx, opened, &Punished { penalty, amount_yuan, law, reason })?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
