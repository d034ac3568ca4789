//! Inspection has its word.

use kaiye_domain::{actor::need, id::SupervisionNoticeId, supervision_notice::CloseOutcome};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::SupervisionNoticeView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::supervision::{Word, close, lock},
    state::State,
};

/// Inspection's word on a supervision notice.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = days_only_when_reopened))]
#[schema(as = SupervisionClosing)]
pub struct ClosingBody {
    /// On which of the notice's rounds, the first being 1: 409 where another one is under way.
    #[validate(range(min = 1, max = 20))]
    #[schema(minimum = 1, maximum = 20, example = 1)]
    round: usize,
    /// `satisfied` and `reopened` say whether the answer will do; `withdrawn` takes the notice back, answered or not.
    #[schema(schema_with = words::<CloseOutcome>)]
    outcome: CloseOutcome,
    /// Why. Without personal data.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "措施已落实，同意结案。")]
    remark: String,
    /// When it is reopened: in how many working days the next answer is due; as the policy says when absent.
    #[validate(range(min = 1, max = 60))]
    #[schema(minimum = 1, maximum = 60)]
    answer_within: Option<u16>,
}

fn days_only_when_reopened(body: &ClosingBody) -> Result<(), ValidationError> {
    if body.answer_within.is_some() && body.outcome != CloseOutcome::Reopened {
        return Err(ValidationError::new("only_when_reopened"));
    }
    Ok(())
}

/// Close a supervision notice
///
/// By inspection: content with the answer; or not, so that the department answers again by a new day; or taking the notice
/// back.
#[utoipa::path(post, path = "/supervision-notices/{id}/close")]
pub async fn close_supervision_notice(
    caller: Caller<need::ManageSupervisionNotice>,
    state: State,
    id: PathId<SupervisionNoticeId>,
    key: IdempotencyKey,
    body: Body<ClosingBody>,
) -> Answered<Shown<SupervisionNoticeView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(lock(tx, id.0)?),
            move |tx, kept| {
                let ClosingBody { round, outcome, remark, answer_within: within } = body.value.clone();
                let kept = close(tx, kept, Word { round, outcome, remark, within })?;
                Ok(Shown::new(SupervisionNoticeView::of(tx, kept)?))
            },
        )
        .await
}
