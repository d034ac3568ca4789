//! The business says that it has mended.

use kaiye_domain::{
    actor::need,
    id::{MaterialId, RectificationId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::view::RectificationView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::rectification::{open, submit},
    state::State,
};

/// What was mended.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mending {
    /// What the business says of it.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "已配齐消毒设施，附照片")]
    pub statement: String,
    /// What shows it: materials filed with the application.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub material_ids: Vec<Uuid>,
}

/// Submit a rectification
///
/// The business says that it has mended what was ordered, with what shows it (S16); the department looks again. Late is
/// looked at all the same, and stays late.
#[utoipa::path(post, path = "/rectifications/{id}/submit")]
pub async fn submit_rectification(
    caller: Caller<need::AnswerEnforcement>,
    state: State,
    id: PathId<RectificationId>,
    key: IdempotencyKey,
    body: Body<Mending>,
) -> Answered<Shown<RectificationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, id.0)?),
            move |tx, opened| {
                let materials: Vec<MaterialId> = body.value.material_ids.iter().copied().map(MaterialId).collect();
                let kept = submit(tx, opened, &body.value.statement, &materials)?;
                Ok(Shown::new(RectificationView::new(kept, tx.actor)))
            },
        )
        .await
}
