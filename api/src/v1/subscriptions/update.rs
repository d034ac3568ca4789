//! Changes, pauses or resumes a subscription.

use kaiye_domain::{actor::need, id::SubscriptionId, subscription::SubscriptionChange};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::SubscriptionView;
use crate::{
    http::{Answered, Body, Caller, IfMatch, PathId, Shown},
    operations::{Tx, subscriptions},
    state::State,
};

/// What of a subscription changes; what is left out stays.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SubscriptionChange)]
pub struct SubscriptionChangeRequest {
    /// What it is called.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Where events are to be pushed.
    #[validate(length(min = 1, max = 2048))]
    #[schema(min_length = 1, max_length = 2048)]
    url: Option<String>,
    /// Of which types; of every type when empty. It holds for what is not yet on its way.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    types: Option<Vec<String>>,
    /// `false` pauses it, `true` pushes again, whoever stopped it: it goes on where it had got to.
    active: Option<bool>,
}

/// Change, pause or resume a subscription
///
/// While it is paused or disabled nothing is sent and nothing is lost.
#[utoipa::path(patch, path = "/subscriptions/{id}")]
pub async fn update_subscription(
    caller: Caller<need::ManageSubscription>,
    state: State,
    id: PathId<SubscriptionId>,
    if_match: IfMatch,
    body: Body<SubscriptionChangeRequest>,
) -> Answered<Shown<SubscriptionView>> {
    let SubscriptionChangeRequest { name, url, types, active } = body.value;
    let change = SubscriptionChange { name, url, types, active };
    let load = move |tx: &mut Tx<'_>| Ok(subscriptions::open(tx, id.0)?);
    let act = move |tx: &mut Tx<'_>, kept: subscriptions::Kept| {
        if_match.check(kept.row.version)?;
        let kept = subscriptions::change(tx, kept, change.clone())?;
        let version = kept.row.version;
        Ok(Shown::versioned(SubscriptionView::new(kept, tx.actor), version))
    };
    state.write(&caller, None, load, act).await
}
