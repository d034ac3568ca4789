//! A subscription's deliveries.

use kaiye_domain::{actor::need, id::SubscriptionId, subscription::DeliveryStatus};
use kaiye_persistence::repo::delivery::DeliveryFilter;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::DeliveryView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId, QueryOf},
    openapi::words,
    operations::{Failure, Tx, subscriptions},
    state::State,
};

/// Which deliveries.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct DeliveriesOf {
    /// Only those in this status: `dead` lists the dead letters.
    #[param(schema_with = words::<DeliveryStatus>, required = false)]
    status: Option<DeliveryStatus>,
    /// Only that of this event.
    event_id: Option<Uuid>,
}

/// List a subscription's deliveries
///
/// That of the newest event first; those that ended long ago are forgotten.
#[utoipa::path(get, path = "/subscriptions/{id}/deliveries")]
pub async fn list_deliveries(
    caller: Caller<need::ReadSubscription>,
    state: State,
    id: PathId<SubscriptionId>,
    filter: QueryOf<DeliveriesOf>,
    page: PageQuery<i64>,
) -> Answered<Page<DeliveryView>> {
    let asked = filter.0;
    let work = move |tx: &mut Tx<'_>| {
        let filter = DeliveryFilter {
            status: asked.status.map(|status| status.to_string()),
            event: asked.event_id.map(Into::into),
        };
        let (subscription, rows) = subscriptions::deliveries(tx, id.0, &filter, page.after, page.fetch())?;
        let views = rows.into_iter().map(|row| DeliveryView::new(row, &subscription, tx.actor));
        let views = views.collect::<Result<Vec<_>, _>>().map_err(Failure::from)?;
        page.page(views, |view| view.position, |view| view)
    };
    state.read(&caller, work).await
}
