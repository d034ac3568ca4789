//! Tests a subscription.

use kaiye_domain::{actor::need, id::SubscriptionId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Answered, Caller, IdempotencyKey, PathId, Shown},
    operations::{Tx, subscriptions},
    state::State,
};

/// The event of a test.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ping)]
pub struct PingView {
    /// Id of the event; `list_deliveries` with it shows what became of the test.
    pub event_id: Uuid,
}

/// Test a subscription
///
/// Appends a `subscription.pinged` to the log. Of all subscriptions only this one gets it, whatever types it asks for, in
/// the way of every other event. For an active one.
#[utoipa::path(post, path = "/subscriptions/{id}/ping")]
pub async fn ping_subscription(
    caller: Caller<need::ManageSubscription>,
    state: State,
    id: PathId<SubscriptionId>,
    key: IdempotencyKey,
) -> Answered<Shown<PingView>> {
    let claim = key.over(&());
    let load = move |tx: &mut Tx<'_>| Ok(subscriptions::open(tx, id.0)?);
    let act = |tx: &mut Tx<'_>, kept: subscriptions::Kept| {
        let event = subscriptions::ping(tx, &kept)?;
        Ok(Shown::new(PingView { event_id: event.id.into() }))
    };
    state.write(&caller, claim, load, act).await
}
