//! Does not take in what needs no permit or belongs to another authority.

use kaiye_domain::{actor::need, application::DeclineGround, id::ApplicationId, served_notice::ServiceChannel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{HandledView, accept::served_by};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{
        Tx,
        acceptance::{Declining, decline},
        dossier::Dossier,
    },
    state::State,
};

/// What is not taken in.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Declinature {
    /// The items.
    #[validate(nested, length(min = 1, max = 30))]
    #[schema(min_items = 1, max_items = 30)]
    items: Vec<DeclinedItem>,
    /// How the notices are served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// An item that is not taken in.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclinedItem {
    /// Its code.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "publication_retail")]
    item: String,
    /// Why (行政许可法 §32(1), (2)).
    #[schema(schema_with = words::<DeclineGround>)]
    ground: DeclineGround,
    /// The competent authority; needed where it is another's matter.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    authority: Option<String>,
    /// The reason, as the notice states it.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// Decline an application
///
/// Does not take in items that need no permit, or that belong to another authority, which the notice names. Each gets a
/// numbered notice of its own; the other items are not touched. After the 5 working days for an answer the items are
/// accepted in law, and nothing can be declined any more.
#[utoipa::path(post, path = "/applications/{id}/decline")]
pub async fn decline_application(
    caller: Caller<need::AcceptApplication>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<Declinature>,
) -> Answered<Shown<HandledView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let request = &body.value;
        let channel = served_by(request.channel, &dossier);
        let items: Vec<Declining<'_>> = request
            .items
            .iter()
            .map(|it| Declining {
                item: &it.item,
                ground: it.ground,
                authority: it.authority.as_deref(),
                reason: &it.reason,
            })
            .collect();
        decline(tx, &mut dossier, &items, channel)?;
        HandledView::save(tx, dossier)
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id.0)?), act).await
}
