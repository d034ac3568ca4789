//! The numbers of a range.

use kaiye_domain::{actor::need, delegation::NumberStatus, id::NumberRangeId};
use kaiye_persistence::repo::number;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::NumberView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId, QueryOf},
    openapi::words,
    state::State,
};

/// Which numbers.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct NumbersOf {
    /// Only those in this state.
    #[param(schema_with = words::<NumberStatus>, required = false)]
    status: Option<NumberStatus>,
}

/// List the numbers of a range
///
/// By serial, each with where it stands: every number that was ever entrusted is there for ever (S8).
#[utoipa::path(get, path = "/number-ledger/ranges/{range_id}/numbers")]
pub async fn list_numbers(
    caller: Caller<need::ReadLedger>,
    state: State,
    range: PathId<NumberRangeId>,
    filter: QueryOf<NumbersOf>,
    page: PageQuery<i64>,
) -> Answered<Page<NumberView>> {
    state
        .read(&caller, move |tx| {
            let status = filter.0.status.map(<&str>::from);
            let rows = number::list(tx.conn, range.0, status, page.after, page.fetch())?;
            page.page(rows, |row| row.serial, NumberView::from)
        })
        .await
}
