//! The stock report.

use kaiye_domain::{actor::need, id::DelegationId};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::LedgerLineView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    operations::delegation::{LedgerQuery, ledger},
    state::State,
};

/// Which ranges.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct LedgerOf {
    /// Only those of this delegation.
    delegation_id: Option<Uuid>,
    /// Only those for this item.
    item_code: Option<String>,
}

/// Read the number ledger
///
/// A line a range, in the order they were entrusted: how many numbers are in stock, issued, spoilt, lost, given back;
/// whether it runs low; and whether it adds up (S8).
#[utoipa::path(get, path = "/number-ledger")]
pub async fn get_number_ledger(
    caller: Caller<need::ReadLedger>,
    state: State,
    filter: QueryOf<LedgerOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<LedgerLineView>> {
    state
        .read(&caller, move |tx| {
            let query = LedgerQuery {
                delegation: filter.0.delegation_id.map(DelegationId),
                item_code: filter.0.item_code,
                after: page.after,
                limit: page.fetch(),
            };
            page.page(ledger(tx, &query)?, |line| line.range.id.into(), LedgerLineView::from)
        })
        .await
}
