//! The department looks again.

use kaiye_domain::{actor::need, id::RectificationId, rectification::PointFound};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::view::RectificationView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::rectification::{open, recheck},
    state::State,
};

/// What was found.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Every point of the order.
    #[validate(nested, length(max = 50))]
    #[schema(max_items = 50)]
    pub points: Vec<FoundPoint>,
    /// That the business refuses to rectify, as it was recorded (拒不整改).
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub refusal: Option<String>,
}

/// What was found of one point.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundPoint {
    /// The clause or material.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "2")]
    pub clause: String,
    /// Whether it is mended.
    pub mended: bool,
    /// What was seen.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000, example = "现场查看，设施已配齐")]
    pub note: String,
}

/// Recheck a rectification
///
/// The department that ordered it says of every point whether it is mended (S16). All mended: settled. Anything else,
/// after its day or when the business refuses: `not_mended`, and an enforcement case may be opened (S17).
#[utoipa::path(post, path = "/rectifications/{id}/recheck")]
pub async fn recheck_rectification(
    caller: Caller<need::OrderRectification>,
    state: State,
    id: PathId<RectificationId>,
    key: IdempotencyKey,
    body: Body<Found>,
) -> Answered<Shown<RectificationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, id.0)?),
            move |tx, opened| {
                let point = |it: &FoundPoint| PointFound {
                    clause: it.clause.clone(),
                    mended: it.mended,
                    note: it.note.clone(),
                };
                let points: Vec<PointFound> = body.value.points.iter().map(point).collect();
                let kept = recheck(tx, opened, &points, &body.value.refusal)?;
                Ok(Shown::new(RectificationView::new(kept, tx.actor)))
            },
        )
        .await
}
