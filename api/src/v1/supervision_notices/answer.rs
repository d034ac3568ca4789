//! The department answers.

use kaiye_domain::{actor::need, id::SupervisionNoticeId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::SupervisionNoticeView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::supervision::{answer, lock},
    state::State,
};

/// An answer to a supervision notice.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupervisionAnswer)]
pub struct AnswerBody {
    /// Which of the notice's rounds it answers, the first being 1: 409 where another one is under way.
    #[validate(range(min = 1, max = 20))]
    #[schema(minimum = 1, maximum = 20, example = 1)]
    round: usize,
    /// What the department says. Without personal data.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "已完成核查，增派人员，后续按期办理。")]
    text: String,
}

/// Answer a supervision notice
///
/// By the head of the department that is asked, once a round; late is better than never, and shows.
#[utoipa::path(post, path = "/supervision-notices/{id}/answer")]
pub async fn answer_supervision_notice(
    caller: Caller<need::AnswerSupervisionNotice>,
    state: State,
    id: PathId<SupervisionNoticeId>,
    key: IdempotencyKey,
    body: Body<AnswerBody>,
) -> Answered<Shown<SupervisionNoticeView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(lock(tx, id.0)?),
            move |tx, kept| {
                let kept = answer(tx, kept, body.value.round, body.value.text.clone())?;
                Ok(Shown::new(SupervisionNoticeView::of(tx, kept)?))
            },
        )
        .await
}
