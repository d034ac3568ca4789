//! Ends a subscription.

use kaiye_domain::{actor::need, id::SubscriptionId};

use crate::{
    http::{Answered, Caller, NoContent, PathId},
    operations::{Tx, subscriptions},
    state::State,
};

/// End a subscription
///
/// Nothing more is sent, and its secrets and the log of its deliveries are forgotten. The receipts that its deliveries
/// were stay.
#[utoipa::path(delete, path = "/subscriptions/{id}")]
pub async fn delete_subscription(
    caller: Caller<need::ManageSubscription>,
    state: State,
    id: PathId<SubscriptionId>,
) -> Answered<NoContent> {
    let load = move |tx: &mut Tx<'_>| Ok(subscriptions::open(tx, id.0)?);
    let act = |tx: &mut Tx<'_>, kept: subscriptions::Kept| {
        subscriptions::delete(tx, &kept)?;
        Ok(NoContent)
    };
    state.write(&caller, None, load, act).await
}
