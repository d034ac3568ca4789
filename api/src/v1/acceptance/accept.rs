//! Accepts what was filed.

use kaiye_domain::{actor::need, id::ApplicationId, served_notice::ServiceChannel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::HandledView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{
        Tx,
        acceptance::{Accepting, accept},
        dossier::Dossier,
    },
    state::State,
};

/// What to accept.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The items to accept; every item that waits for its outcome when there is none.
    #[serde(default)]
    #[validate(nested, length(max = 30))]
    #[schema(max_items = 30)]
    items: Vec<AcceptedItem>,
    /// How the receipt is served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// An item to accept.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedItem {
    /// Its code.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "small_restaurant_registration")]
    item: String,
    /// What was corrected on the spot, where an error was (行政许可法 §32(3)).
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    corrected_on_the_spot: Option<String>,
}

/// Accept an application
///
/// Accepts items that wait for their outcome, with one numbered receipt. The clocks of the decisions start. Where a
/// deferrable material is missing, a second notice names it, when it is due and what happens otherwise (容缺, S5). An
/// item whose correction period has run out has been accepted since the day it was received, and is recorded so.
#[utoipa::path(post, path = "/applications/{id}/accept")]
pub async fn accept_application(
    caller: Caller<need::AcceptApplication>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<Acceptance>,
) -> Answered<Shown<HandledView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let request = &body.value;
        let channel = served_by(request.channel, &dossier);
        let items: Vec<Accepting<'_>> = request
            .items
            .iter()
            .map(|it| Accepting { item: &it.item, corrected: it.corrected_on_the_spot.as_deref() })
            .collect();
        accept(tx, &mut dossier, &items, channel)?;
        HandledView::save(tx, dossier)
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id.0)?), act).await
}

/// The channel asked for, or how the applicant is usually reached by an officer at the window.
pub(in crate::v1) fn served_by(asked: Option<ServiceChannel>, dossier: &Dossier) -> ServiceChannel {
    asked.unwrap_or_else(|| ServiceChannel::usual(dossier.application.intake.channel, true))
}
