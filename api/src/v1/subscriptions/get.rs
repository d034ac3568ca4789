//! One subscription.

use kaiye_domain::{actor::need, id::SubscriptionId};

use super::SubscriptionView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::{Tx, subscriptions},
    state::State,
};

/// Read a subscription
///
/// With whether events come through, how far it has got, and from when until when its secrets sign.
#[utoipa::path(get, path = "/subscriptions/{id}")]
pub async fn get_subscription(
    caller: Caller<need::ReadSubscription>,
    state: State,
    id: PathId<SubscriptionId>,
) -> Answered<Shown<SubscriptionView>> {
    let work = move |tx: &mut Tx<'_>| {
        let kept = subscriptions::find(tx, id.0)?;
        let version = kept.row.version;
        Ok(Shown::versioned(SubscriptionView::new(kept, tx.actor), version))
    };
    state.read(&caller, work).await
}
