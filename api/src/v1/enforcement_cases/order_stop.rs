//! 责令停止.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, open, order_stop as order},
    },
    state::State,
};

/// An order to stop.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStopOrder)]
pub struct StopBody {
    /// The facts and the reason, as its paper says them.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "逾期未配齐消毒设施，仍在经营")]
    reason: String,
    /// The law that lets the department order it: a plan cannot (行政处罚法 §16).
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500, example = "《公共场所卫生管理条例》第十四条")]
    law: String,
}

/// Order a stop
///
/// The holder is ordered to stop at once, on a law that the paper names; the public check shows it from this instant (S17). By the supervising department.
#[utoipa::path(post, path = "/enforcement-cases/{id}/stop")]
pub async fn order_stop(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<StopBody>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let StopBody { reason, law } = &body.value;
        let kept = order(tx, opened, reason, law)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
