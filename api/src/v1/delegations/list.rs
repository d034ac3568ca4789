//! The delegations.

use kaiye_domain::{
    actor::need,
    delegation::{DelegationStatus, sees_unpublished},
};
use kaiye_persistence::repo::delegation::{self as delegations, DelegationFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::DelegationView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::delegation,
    state::State,
};

/// Which delegations.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct DelegationsOf {
    /// Only those that this department gave.
    #[param(example = "public_security")]
    entruster: Option<String>,
    /// Only those in this status; whoever does not keep the ledger sees published ones only.
    #[param(schema_with = words::<DelegationStatus>, required = false)]
    status: Option<DelegationStatus>,
    /// Only those that cover this item.
    item_code: Option<String>,
    /// Only those that cover something in this county.
    division: Option<String>,
}

/// List the delegations
///
/// In the order they were given. Published ones are public (S8).
#[utoipa::path(get, path = "/delegations")]
pub async fn list_delegations(
    caller: Caller<need::ReadDelegation>,
    state: State,
    filter: QueryOf<DelegationsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<DelegationView>> {
    let asked = filter.0;
    state
        .read(&caller, move |tx| {
            let hidden = !sees_unpublished(tx.actor);
            if hidden && asked.status.is_some_and(|status| status != DelegationStatus::Published) {
                return Ok(Page::whole(Vec::new()));
            }
            let status = if hidden { Some(DelegationStatus::Published) } else { asked.status };
            let filter = DelegationFilter {
                entruster: asked.entruster,
                status: status.map(|status| status.to_string()),
                item_code: asked.item_code,
                division: asked.division,
            };
            let rows = delegations::list(tx.conn, &filter, page.after, page.fetch())?;
            let kept = delegation::kept(tx, rows)?;
            page.page(kept, |kept| kept.delegation.id.into(), |kept| DelegationView::of(&kept, tx))
        })
        .await
}
