//! Sends a part of the log again.

use kaiye_domain::{actor::need, id::SubscriptionId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::SubscriptionView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{Tx, subscriptions},
    state::State,
};

/// Which part of the log.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayRequest {
    /// From this position on.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 4711)]
    from_position: i64,
    /// To this position, or to the newest.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 4800)]
    to_position: Option<i64>,
}

/// Send a part of the log again
///
/// What is in it and matches is sent, whether or not it was before, also what happened before the subscription was
/// created; each event with the `webhook-id` that it always has. One such part at a time; `replay` of the subscription
/// shows what is left of it. For an active one.
#[utoipa::path(post, path = "/subscriptions/{id}/replay")]
pub async fn replay_events(
    caller: Caller<need::ManageSubscription>,
    state: State,
    id: PathId<SubscriptionId>,
    key: IdempotencyKey,
    body: Body<ReplayRequest>,
) -> Answered<Shown<SubscriptionView>> {
    let claim = key.over(&body);
    let ReplayRequest { from_position, to_position } = body.value;
    let load = move |tx: &mut Tx<'_>| Ok(subscriptions::open(tx, id.0)?);
    let act = move |tx: &mut Tx<'_>, kept: subscriptions::Kept| {
        let kept = subscriptions::replay(tx, kept, from_position, to_position)?;
        let version = kept.row.version;
        Ok(Shown::versioned(SubscriptionView::new(kept, tx.actor), version))
    };
    state.write(&caller, claim, load, act).await
}
