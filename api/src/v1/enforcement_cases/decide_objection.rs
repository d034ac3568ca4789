//! The review body decides.

use kaiye_domain::{actor::need, enforcement::ObjectionOutcome, id::EnforcementCaseId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    openapi::words,
    operations::{
        Tx,
        enforcement::{Opened, decide_objection as decide, open},
    },
    state::State,
};

/// What the review body decides.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionDecision {
    /// Upheld, or set aside.
    #[schema(schema_with = words::<ObjectionOutcome>)]
    pub outcome: ObjectionOutcome,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "主要事实不清，予以撤销")]
    pub reason: String,
}

/// Decide an objection
///
/// By the head of the review body (行政复议). A decision that is set aside gives back what it took and nothing else: the
/// certificate's force or the open door, the credit record's ground and its bars, the publication; its document is void
/// and keeps its number. The case goes on from where it stood without it.
#[utoipa::path(post, path = "/enforcement-cases/{id}/decisions/{decision_id}/objection/verdict")]
pub async fn decide_objection(
    caller: Caller<need::DecideObjection>,
    state: State,
    ids: PathIds<EnforcementCaseId, Uuid>,
    key: IdempotencyKey,
    body: Body<ObjectionDecision>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = decide(tx, opened, ids.1, body.value.outcome, &body.value.reason)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, ids.0)?), act).await
}
