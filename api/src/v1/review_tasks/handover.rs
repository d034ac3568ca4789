//! Records a hand-over.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, id::ReviewTaskId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::ReviewTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        review::{self, HandedOver, OpenedTask},
    },
    state::State,
};

/// A hand-over to the county authority.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHandover {
    /// The post or office that took the dossier; a post, never a person's name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "奇台县卫健委 行政审批科")]
    received_by: String,
    /// Number of the authority's receipt.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    receipt: String,
    /// When it was handed over, since the review was opened; now when empty.
    handed_over_at: Option<DateTime<Utc>>,
}

/// Record a hand-over
///
/// The county's liaison records that the dossier was carried to the county authority: who took it, when, against which
/// receipt (S7). The authority's opinion can be brought back only after that.
#[utoipa::path(post, path = "/review-tasks/{id}/handover")]
pub async fn record_handover(
    caller: Caller<need::RecordHandover>,
    state: State,
    id: PathId<ReviewTaskId>,
    key: IdempotencyKey,
    body: Body<NewHandover>,
) -> Answered<Shown<ReviewTaskView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, mut opened: OpenedTask| {
        let NewHandover { received_by, receipt, handed_over_at: at } = &body.value;
        review::record_handover(tx, &mut opened, HandedOver { received_by, receipt, at: *at })?;
        Ok(shown(&opened, tx))
    };
    state.write(&caller, claim, move |tx| Ok(review::open_task(tx, id.0)?), act).await
}

/// The task as its actor sees it.
pub(super) fn shown(opened: &OpenedTask, tx: &Tx<'_>) -> Shown<ReviewTaskView> {
    let application = &opened.dossier.application;
    let codes = application.items.iter().map(|item| (item.id.0, item.item_code.clone())).collect();
    let at = (opened.review.id.0, application.id.0, opened.review.review_on);
    Shown::versioned(ReviewTaskView::new(&opened.task, at, &codes, opened.review.is_open(), tx.actor), opened.version)
}
