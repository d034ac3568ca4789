//! 吊销.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, Revoked, open, revoke},
    },
    state::State,
};

/// A revocation.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRevocation {
    /// The facts, and why, as the document states them; no personal numbers.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "逾期未整改，情节严重")]
    pub reason: String,
    /// The law that provides for it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "《公共场所卫生管理条例》第十四条")]
    pub law: String,
    /// Whether the body's heads decided it together, as they do where the case is complex or the violation grave
    /// (行政处罚法 §57(2)).
    #[serde(default)]
    pub collective: bool,
}

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
    body: Body<NewRevocation>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let NewRevocation { reason, law, collective } = body.value.clone();
        let kept = revoke(tx, opened, &Revoked { law, reason, collective })?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
