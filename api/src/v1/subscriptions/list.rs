//! Lists subscriptions.

use kaiye_domain::actor::need;
use uuid::Uuid;

use super::SubscriptionView;
use crate::{
    http::{Answered, Caller, Page, PageQuery},
    operations::{Tx, subscriptions},
    state::State,
};

/// List subscriptions
///
/// Of the caller's department, or of all for who runs or inspects the system, in the order in which they were created.
#[utoipa::path(get, path = "/subscriptions")]
pub async fn list_subscriptions(
    caller: Caller<need::ReadSubscription>,
    state: State,
    page: PageQuery<Uuid>,
) -> Answered<Page<SubscriptionView>> {
    let work = move |tx: &mut Tx<'_>| {
        let rows = subscriptions::list(tx, page.after, page.fetch())?;
        let actor = tx.actor;
        page.page(rows, |kept| kept.subscription.id.into(), |kept| SubscriptionView::new(kept, actor))
    };
    state.read(&caller, work).await
}
