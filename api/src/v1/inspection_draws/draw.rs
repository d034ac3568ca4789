//! Draws.

use kaiye_domain::{
    actor::need,
    draw::{DrawScope, MOST_PICKS},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::DrawView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    operations::{
        Tx,
        draws::{Order, draw},
    },
    state::State,
};

/// What is to be drawn.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDraw {
    /// The plan that the inspection carries out.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "2025年第二季度“双随机、一公开”抽查计划")]
    plan: String,
    /// Only among those for this item.
    #[schema(example = "fire_check")]
    item_code: Option<String>,
    /// Only among those with premises in this county.
    #[schema(example = "652325")]
    division: Option<String>,
    /// How many certificates to draw.
    #[validate(range(min = 1, max = MOST_PICKS))]
    #[schema(minimum = 1, maximum = 50, example = 5)]
    count: u32,
}

/// Draw an inspection
///
/// Picks at random whom to inspect, among all certificates in force that your department supervises on whichever route,
/// and which two officers go (双随机; 行政许可法 §62). Each pick becomes a task with its officers on it. The seed and
/// everything that took part are recorded, so that anybody can compute the draw again: `docs/random-selection.md`.
#[utoipa::path(post, path = "/inspection-draws")]
pub async fn draw_inspection(
    caller: Caller<need::DrawInspection>,
    state: State,
    key: IdempotencyKey,
    body: Body<NewDraw>,
) -> Answered<Created<DrawView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            |_: &mut Tx<'_>| Ok(()),
            move |tx: &mut Tx<'_>, ()| {
                let NewDraw { plan, item_code, division, count } = body.value.clone();
                let order = Order { plan, scope: DrawScope { item_code, division }, count: count as usize };
                let drawn = draw(tx, &order)?;
                Ok(Created::at(format!("/api/v1/inspection-draws/{}", drawn.id), DrawView::from(drawn)))
            },
        )
        .await
}
