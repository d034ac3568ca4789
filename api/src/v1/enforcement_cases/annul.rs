//! 撤销.

use kaiye_domain::{actor::need, id::EnforcementCaseId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, annul, open},
    },
    state::State,
};

/// An annulment.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Annulment {
    /// The facts and the law.
    #[validate(length(min = 1, max = 2000))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        example = "以欺骗手段取得行政许可，依照《行政许可法》第六十九条第二款予以撤销"
    )]
    pub reason: String,
    /// What the holder is to be compensated for; where the fault is the grantor's, and only there (行政许可法 §69(4)).
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub compensation: Option<String>,
}

/// Annul a certificate
///
/// 撤销, by the head of the department that granted it (行政许可法 §69; S18). What the case is about is the ground: a
/// commitment not kept, after the revocation; deceit, which must be annulled; or the grantor's own fault, for which the
/// holder is compensated. Where the supervisor is another body, its letter is acknowledged first.
#[utoipa::path(post, path = "/enforcement-cases/{id}/annul")]
pub async fn annul_certificate(
    caller: Caller<need::TakeBackGrant>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<Annulment>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = annul(tx, opened, &body.value.reason, body.value.compensation.as_deref())?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
