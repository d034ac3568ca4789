//! Sends an event again.

use kaiye_domain::{actor::need, id::DeliveryId};

use super::DeliveryView;
use crate::{
    http::{Answered, Caller, IdempotencyKey, PathId, Shown},
    operations::{Failure, Tx, subscriptions},
    state::State,
};

/// Send an event again
///
/// Whatever became of it: a dead letter, one that came through, or one that waits for its next attempt; it begins anew.
/// For an active subscription.
#[utoipa::path(post, path = "/deliveries/{id}/redeliver")]
pub async fn redeliver(
    caller: Caller<need::ManageSubscription>,
    state: State,
    id: PathId<DeliveryId>,
    key: IdempotencyKey,
) -> Answered<Shown<DeliveryView>> {
    let claim = key.over(&());
    let load = move |tx: &mut Tx<'_>| Ok(subscriptions::open_delivery(tx, id.0)?);
    let act = |tx: &mut Tx<'_>, (subscription, row)| {
        let row = subscriptions::redeliver(tx, &subscription, row)?;
        Ok(Shown::new(DeliveryView::new(row, &subscription, tx.actor).map_err(Failure::from)?))
    };
    state.write(&caller, claim, load, act).await
}
