//! Gives an opinion.

use kaiye_domain::{actor::need, id::ReviewTaskId, review::Opinion};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::{ReviewTaskView, handover::shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        review::{self, OpenedTask},
    },
    state::State,
};

/// A department's opinion.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentOpinion {
    /// A word on each item of the task.
    #[validate(nested, length(min = 1, max = 30))]
    #[schema(min_items = 1, max_items = 30)]
    opinions: Vec<OpinionOnItem>,
}

/// The word on one item.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = reason_given))]
pub struct OpinionOnItem {
    /// Its code.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "fire_safety_check")]
    item: String,
    /// Whether it may be granted.
    opinion: Word,
    /// Why it may not; the decision will state it.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: Option<String>,
}

/// Whether an item may be granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OpinionWord)]
pub enum Word {
    /// It may.
    Agree,
    /// It may not.
    Disagree,
}

fn reason_given(it: &OpinionOnItem) -> Result<(), ValidationError> {
    match (it.opinion, &it.reason) {
        (Word::Disagree, None) => Err(ValidationError::new("reason_missing")),
        _ => Ok(()),
    }
}

/// Give an opinion
///
/// The department's designated person (or the deputy) says of each item whether it may be granted, once. For a county's
/// matter the liaison brings back what the county authority said, after the hand-over was recorded (S7).
#[utoipa::path(post, path = "/review-tasks/{id}/opinion")]
pub async fn give_opinion(
    caller: Caller<need::GiveOpinion>,
    state: State,
    id: PathId<ReviewTaskId>,
    key: IdempotencyKey,
    body: Body<DepartmentOpinion>,
) -> Answered<Shown<ReviewTaskView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, mut opened: OpenedTask| {
        let words: Vec<(&str, Opinion)> =
            body.value.opinions.iter().map(|it| (it.item.as_str(), it.opinion_in_words())).collect();
        review::give_opinion(tx, &mut opened, &words)?;
        Ok(shown(&opened, tx))
    };
    state.write(&caller, claim, move |tx| Ok(review::open_task(tx, id.0)?), act).await
}

impl OpinionOnItem {
    fn opinion_in_words(&self) -> Opinion {
        match self.opinion {
            Word::Agree => Opinion::Agree,
            Word::Disagree => Opinion::Disagree { reason: self.reason.clone().unwrap_or_default() },
        }
    }
}
