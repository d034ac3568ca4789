//! Lists agencies' systems.

use kaiye_domain::{actor::need, id::ClientId};

use super::ClientView;
use crate::{
    http::{Answered, Caller, Page, PageQuery},
    operations::{Tx, clients},
    state::State,
};

/// List the agencies' systems
///
/// In the order in which they were registered.
#[utoipa::path(get, path = "/clients")]
pub async fn list_clients(
    caller: Caller<need::ManageClient>,
    state: State,
    page: PageQuery<ClientId>,
) -> Answered<Page<ClientView>> {
    let work = move |tx: &mut Tx<'_>| {
        let rows = clients::list(tx, page.after, page.fetch())?;
        page.page(rows, |kept| kept.client.id, ClientView::from)
    };
    state.read(&caller, work).await
}
