//! Lets an item's clock go on.

use kaiye_domain::{actor::need, id::ApplicationId, served_notice::ServiceChannel};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    openapi::words,
    operations::{Tx, dossier::Dossier, item},
    state::State,
    v1::acceptance::{HandledView, accept::served_by},
};

/// That what the clock stood still for is over.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resumption {
    /// What came of it, as the applicant is told.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: Option<String>,
    /// How the notice is served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// Resume an item
///
/// Lets the clock of the decision go on; the days on which it stood still do not count, and the new due date is told
/// (行政许可法 §45).
#[utoipa::path(post, path = "/applications/{id}/items/{item}/resume")]
pub async fn resume_item(
    caller: Caller<need::DecideItem>,
    state: State,
    ids: PathIds<ApplicationId, String>,
    key: IdempotencyKey,
    body: Body<Resumption>,
) -> Answered<Shown<HandledView>> {
    let claim = key.over(&body);
    let PathIds(id, code) = ids;
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let request = &body.value;
        let channel = served_by(request.channel, &dossier);
        item::resume(tx, &mut dossier, &code, request.reason.as_deref(), channel)?;
        HandledView::save(tx, dossier)
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id)?), act).await
}
