//! Asks once for everything that is to be corrected.

use kaiye_domain::{actor::need, correction::CorrectionPoint, id::ApplicationId, served_notice::ServiceChannel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{HandledView, accept::served_by};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{Tx, acceptance, dossier::Dossier},
    state::State,
};

/// Everything that is to be corrected.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionNotice {
    /// The points, all of them.
    #[validate(nested, length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    points: Vec<Point>,
    /// How the notice is served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// One thing to be corrected.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CorrectionPoint)]
pub struct Point {
    /// Code of the item that waits for it.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "fire_safety_check")]
    item: String,
    /// What is to be corrected, as `check_application` names it.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, example = "materials/floor_plan")]
    subject: String,
    /// How, in the window's words.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
}

/// Request a correction
///
/// One notice says everything that is to be corrected, within 5 working days of filing (行政许可法 §32(4)). The items
/// concerned go back to the applicant, who has the policy's time to file them again; then they lapse. A further notice
/// for the same item can only repeat what the first one said.
#[utoipa::path(post, path = "/applications/{id}/request-correction")]
pub async fn request_correction(
    caller: Caller<need::AcceptApplication>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<CorrectionNotice>,
) -> Answered<Shown<HandledView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let channel = served_by(body.value.channel, &dossier);
        let points: Vec<CorrectionPoint> = body
            .value
            .points
            .iter()
            .cloned()
            .map(|it| CorrectionPoint { item: it.item, subject: it.subject, text: it.text })
            .collect();
        acceptance::request_correction(tx, &mut dossier, &points, channel)?;
        HandledView::save(tx, dossier)
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id.0)?), act).await
}
