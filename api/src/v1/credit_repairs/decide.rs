//! Decides on a repair.

use kaiye_domain::{
    actor::need,
    credit::RepairVerdict,
    id::{CreditRecordId, CreditRepairId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    openapi::words,
    operations::credit::{decide, open},
    state::State,
    v1::credit_records::view::CreditRecordView,
};

/// The department's word.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditRepairDecision {
    /// Granted or refused.
    #[schema(schema_with = words::<RepairVerdict>)]
    outcome: RepairVerdict,
    /// Why: it stands in the decision.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000, example = "整改到位，证明材料齐全")]
    reason: String,
}

/// Decide on a credit repair
///
/// By the head of the department that recorded the breach, once. Granted, the record is published no longer and, unless
/// the policy bars for good, nobody is barred by it any more; refused, another may be asked for. The decision is served
/// with a number, a refusal with what can be done against it (S19).
#[utoipa::path(post, path = "/credit-records/{id}/repairs/{repair_id}/decision")]
pub async fn decide_credit_repair(
    caller: Caller<need::DecideCreditRepair>,
    state: State,
    ids: PathIds<CreditRecordId, CreditRepairId>,
    key: IdempotencyKey,
    body: Body<CreditRepairDecision>,
) -> Answered<Shown<CreditRecordView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, ids.0)?),
            move |tx, opened| {
                let kept = decide(tx, opened, ids.1, body.value.outcome, &body.value.reason)?;
                Ok(Shown::new(CreditRecordView::read(tx, &kept)?))
            },
        )
        .await
}
