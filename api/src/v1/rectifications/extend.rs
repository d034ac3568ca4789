//! Gives an order more time.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, id::RectificationId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::RectificationView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::rectification::{extend, open},
    state::State,
};

/// More time to rectify.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoreTime {
    /// The new last day (policy `rectification` sets how far).
    pub due_on: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000, example = "设备采购到货延迟")]
    pub reason: String,
}

/// Extend a rectification
///
/// Once, before its day has passed, with the reason told (S16). By the department that ordered it.
#[utoipa::path(post, path = "/rectifications/{id}/extend")]
pub async fn extend_rectification(
    caller: Caller<need::OrderRectification>,
    state: State,
    id: PathId<RectificationId>,
    key: IdempotencyKey,
    body: Body<MoreTime>,
) -> Answered<Shown<RectificationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, id.0)?),
            move |tx, opened| {
                let kept = extend(tx, opened, body.value.due_on, &body.value.reason)?;
                Ok(Shown::new(RectificationView::new(kept, tx.actor)))
            },
        )
        .await
}
