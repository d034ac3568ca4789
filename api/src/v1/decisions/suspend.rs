//! Stops an item's clock.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, id::ApplicationId, served_notice::ServiceChannel, time::SuspensionGround};
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

/// Why the clock stands still.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSuspension)]
pub struct Suspension {
    /// What for; the law's list is closed (行政许可法 §45).
    #[schema(schema_with = words::<SuspensionGround>)]
    ground: SuspensionGround,
    /// The reason, as the applicant is told.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
    /// The day by which what it is for will be over, as far as can be seen: the applicant is told how long it takes.
    #[schema(example = "2026-07-15")]
    until: NaiveDate,
    /// How the notice is served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// Suspend an item
///
/// Stops the clock of the decision while a test, hearing, inspection or experts' review goes on; the applicant is told in
/// writing, and by which day it will be over as far as can be seen (行政许可法 §45). The clock goes on by `resume_item`, not by
/// that day.
#[utoipa::path(post, path = "/applications/{id}/items/{item}/suspend")]
pub async fn suspend_item(
    caller: Caller<need::DecideItem>,
    state: State,
    ids: PathIds<ApplicationId, String>,
    key: IdempotencyKey,
    body: Body<Suspension>,
) -> Answered<Shown<HandledView>> {
    let claim = key.over(&body);
    let PathIds(id, code) = ids;
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let request = &body.value;
        let channel = served_by(request.channel, &dossier);
        let why = (request.ground, request.reason.as_str(), request.until);
        item::suspend(tx, &mut dossier, &code, why, channel)?;
        HandledView::save(tx, dossier)
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id)?), act).await
}
