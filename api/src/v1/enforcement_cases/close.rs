//! Settles a case.

use kaiye_domain::{actor::need, enforcement::CaseOutcome, id::EnforcementCaseId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Opened, close, open},
    },
    state::State,
};

/// How the case is settled.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseClosing)]
pub struct Closing {
    /// How.
    pub outcome: ClosingOutcome,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "已整改到位")]
    pub reason: String,
}

/// How a case is settled without touching the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosingOutcome {
    /// What was wrong is mended.
    Mended,
    /// Nothing was wrong.
    Unfounded,
    /// The penalty settles it.
    Penalised,
    /// The order to stop stays and settles it; it enters the credit record.
    StopKept,
}

impl From<ClosingOutcome> for CaseOutcome {
    fn from(outcome: ClosingOutcome) -> Self {
        match outcome {
            ClosingOutcome::Mended => Self::Mended,
            ClosingOutcome::Unfounded => Self::Unfounded,
            ClosingOutcome::Penalised => Self::Penalised,
            ClosingOutcome::StopKept => Self::StopKept,
        }
    }
}

/// Close an enforcement case
///
/// Without touching the certificate. What was obtained by deceit must be annulled instead (行政许可法 §69(2)); an order to
/// stop is lifted first, or is what settles the case.
#[utoipa::path(post, path = "/enforcement-cases/{id}/close")]
pub async fn close_enforcement_case(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<Closing>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let kept = close(tx, opened, body.value.outcome.into(), &body.value.reason)?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
