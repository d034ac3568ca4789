//! Orders what a check found to be mended.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, id::VerificationTaskId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::RectificationView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey, PathId},
    operations::{
        rectification::{self, Wanted},
        verification,
    },
    state::State,
};

/// An order to rectify.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRectification {
    /// The points to be mended: among those that the task found not to be as promised.
    #[validate(length(max = 50))]
    #[schema(max_items = 50, example = json!(["2"]))]
    pub clauses: Vec<String>,
    /// What is to be done.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "按承诺配齐消毒设施")]
    pub demand: String,
    /// By when (policy `rectification` sets how far).
    pub due_on: NaiveDate,
}

/// Order rectification
///
/// By the department whose concluded task found that something is not as promised (S16): clauses, what is to be done and
/// by when, as a numbered document. One order a task.
#[utoipa::path(post, path = "/verification-tasks/{id}/rectification")]
pub async fn create_rectification(
    caller: Caller<need::OrderRectification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<NewRectification>,
) -> Answered<Created<RectificationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(verification::open(tx, id.0)?.0),
            move |tx, mut dossier| {
                let NewRectification { clauses, demand, due_on } = body.value.clone();
                let wanted = Wanted { clauses, text: demand, due_on };
                let kept = rectification::order(tx, &mut dossier, id.0, &wanted)?;
                let location = format!("/api/v1/rectifications/{}", kept.order.id);
                Ok(Created::at(location, RectificationView::new(kept, tx.actor)))
            },
        )
        .await
}
