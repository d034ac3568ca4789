//! The holder objects.

use kaiye_domain::{actor::need, id::EnforcementCaseId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    operations::{
        Tx,
        enforcement::{Opened, object, open},
    },
    state::State,
};

/// An objection.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewObjection {
    /// What the holder says against the decision; no personal numbers.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "设施已于期限内配齐，复查时未予核实")]
    pub statement: String,
}

/// Object to a decision
///
/// By the holder, or the window for it, to any decision of the case, once and within 60 days (行政复议法 §20). The decision
/// stays in force until it is set aside (§42).
#[utoipa::path(post, path = "/enforcement-cases/{id}/decisions/{decision_id}/objection")]
pub async fn object_to_decision(
    caller: Caller<need::AnswerEnforcement>,
    state: State,
    ids: PathIds<EnforcementCaseId, Uuid>,
    key: IdempotencyKey,
    body: Body<NewObjection>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = object(tx, opened, ids.1, &body.value.statement)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, ids.0)?), act).await
}
