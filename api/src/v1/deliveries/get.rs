//! One delivery with its attempts.

use kaiye_domain::{actor::need, id::DeliveryId};

use super::{DeliveryView, DeliveryWithAttempts};
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::{Failure, Tx, subscriptions},
    state::State,
};

/// Read a delivery
///
/// With how each attempt went: what the receiver answered, or why it did not.
#[utoipa::path(get, path = "/deliveries/{id}")]
pub async fn get_delivery(
    caller: Caller<need::ReadSubscription>,
    state: State,
    id: PathId<DeliveryId>,
) -> Answered<Shown<DeliveryWithAttempts>> {
    let work = move |tx: &mut Tx<'_>| {
        let (subscription, row) = subscriptions::find_delivery(tx, id.0)?;
        let attempts = subscriptions::attempts(tx, id.0)?.into_iter().map(Into::into).collect();
        let delivery = DeliveryView::new(row, &subscription, tx.actor).map_err(Failure::from)?;
        Ok(Shown::new(DeliveryWithAttempts { delivery, attempts }))
    };
    state.read(&caller, work).await
}
