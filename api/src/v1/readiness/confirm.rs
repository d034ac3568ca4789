//! Confirms or rejects a proof.

use kaiye_domain::{
    actor::need,
    id::{CertificateId, ReadinessId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    operations::readiness::{Verdict, confirm, open},
    state::State,
    v1::certificates::view::CertificateView,
};

/// The department's word.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = reason_given))]
pub struct ReadinessVerdict {
    /// Confirmed or rejected.
    pub verdict: VerdictWord,
    /// Why it is rejected.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000, example = "灭火器数量不足")]
    pub reason: Option<String>,
}

/// Confirmed or rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictWord {
    /// The clauses are met.
    Confirmed,
    /// They are not.
    Rejected,
}

fn reason_given(it: &ReadinessVerdict) -> Result<(), ValidationError> {
    match (it.verdict, &it.reason) {
        (VerdictWord::Rejected, None) => Err(ValidationError::new("reason_missing")),
        _ => Ok(()),
    }
}

/// Confirm a readiness proof
///
/// By the department that grants the certificate or that supervises it, once (S10). When the last open clause is
/// confirmed the holder may open, and so may what builds on it. Rejected, with a reason, another may be filed. Either is a
/// numbered document (`readiness`), which says whether the holder may open now and what it still waits for.
#[utoipa::path(post, path = "/certificates/{id}/readiness/{proof_id}/verdict")]
pub async fn confirm_readiness(
    caller: Caller<need::ConfirmReadiness>,
    state: State,
    ids: PathIds<CertificateId, ReadinessId>,
    key: IdempotencyKey,
    body: Body<ReadinessVerdict>,
) -> Answered<Shown<CertificateView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, ids.0)?),
            move |tx, opened| {
                let verdict = match body.value.verdict {
                    VerdictWord::Confirmed => Verdict::Confirmed,
                    VerdictWord::Rejected => Verdict::Rejected(body.value.reason.clone().unwrap_or_default()),
                };
                let kept = confirm(tx, opened, ids.1, &verdict)?;
                Ok(Shown::new(CertificateView::new(&kept, tx.actor)))
            },
        )
        .await
}
