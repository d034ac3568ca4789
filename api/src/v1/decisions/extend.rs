//! Prolongs an item's period.

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

/// Why the period is prolonged.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewExtension)]
pub struct Extension {
    /// The reason, as the applicant is told.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
    /// How the notice is served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// Extend an item
///
/// The head of the issuing department prolongs the period of the decision, once, before it has run out, by what the law
/// allows (行政许可法 §42: 10 working days, 15 in joint handling, 3 for the licence); the applicant is told why.
#[utoipa::path(post, path = "/applications/{id}/items/{item}/extend")]
pub async fn extend_item(
    caller: Caller<need::DecideItem>,
    state: State,
    ids: PathIds<ApplicationId, String>,
    key: IdempotencyKey,
    body: Body<Extension>,
) -> Answered<Shown<HandledView>> {
    let claim = key.over(&body);
    let PathIds(id, code) = ids;
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let channel = served_by(body.value.channel, &dossier);
        item::extend(tx, &mut dossier, &code, &body.value.reason, channel)?;
        HandledView::save(tx, dossier)
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id)?), act).await
}
