//! Decides an item.

use kaiye_domain::{
    actor::need,
    application::RefusalGround,
    id::ApplicationId,
    refusal::{Fault, Refusal},
    served_notice::ServiceChannel,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    openapi::words,
    operations::{Tx, dossier::Dossier, item},
    state::State,
    v1::acceptance::{HandledView, accept::served_by},
};

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// 准予许可.
    Grant,
    /// 不予许可.
    Refuse,
}

/// A decision.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What is decided.
    decision: Decided,
    /// The reason, as the decision states it.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
    /// Whether it is refused because facts were hidden or materials are false: of an item that touches public safety,
    /// health or life that keeps whoever stands in the application from asking for it again within a year (行政许可法 §78).
    #[serde(default)]
    false_materials: bool,
    /// How the decision is served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// Decide an item
///
/// The head of the issuing department grants or refuses an item of the ordinary route, in a served decision. What is
/// granted the window issues. A refusal gives its reason and says what can be done against it: reconsideration or suit
/// (行政许可法 §38). A material that is due before the decision must have come before it can be granted.
#[utoipa::path(post, path = "/applications/{id}/items/{item}/decide")]
pub async fn decide_item(
    caller: Caller<need::DecideItem>,
    state: State,
    ids: PathIds<ApplicationId, String>,
    key: IdempotencyKey,
    body: Body<Decision>,
) -> Answered<Shown<HandledView>> {
    let claim = key.over(&body);
    let PathIds(id, code) = ids;
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let request = &body.value;
        let channel = served_by(request.channel, &dossier);
        if request.false_materials && request.decision == Decided::Grant {
            let fault = Fault { pointer: "/false_materials".to_owned(), code: "not_with_a_grant" };
            return Err(Refusal::fields("content_invalid", vec![fault]).into());
        }
        let ground = if request.false_materials { item::FALSE_MATERIALS } else { "conditions_not_met" };
        let refused = (request.decision == Decided::Refuse)
            .then(|| RefusalGround { code: ground.to_owned(), text: request.reason.clone() });
        item::decide(tx, &mut dossier, &code, refused, &request.reason, channel)?;
        HandledView::save(tx, dossier)
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id)?), act).await
}
