//! What can be applied for.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    catalogue::{ItemKind, Route},
    time::local_date,
};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::ItemSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    state::State,
};

/// Which items.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct ItemFilter {
    /// Only those that end so.
    #[param(schema_with = words::<ItemKind>, required = false)]
    kind: Option<ItemKind>,
    /// Only those on this route.
    #[param(schema_with = words::<Route>, required = false)]
    route: Option<Route>,
    /// Only those for this trade (GB/T 4754), and those for any.
    #[param(example = "H6210")]
    trade_code: Option<String>,
    /// In force on this day; today when absent.
    in_force_on: Option<NaiveDate>,
}

/// List the items
///
/// The items in force on a day (S3, S28), by code: the business licence, permits, registrations and filings.
#[utoipa::path(get, path = "/items")]
pub async fn list_items(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    filter: QueryOf<ItemFilter>,
    page: PageQuery<String>,
) -> Answered<Page<ItemSummary>> {
    let filter = filter.0;
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let day = filter.in_force_on.unwrap_or_else(|| local_date(tx.now));
            let mut items: Vec<_> = jurisdiction
                .items_in_force(day)
                .filter(|item| filter.kind.is_none_or(|kind| item.kind == kind))
                .filter(|item| filter.route.is_none_or(|route| item.route == route))
                .filter(|item| {
                    filter.trade_code.as_ref().is_none_or(|trade| {
                        item.trade_codes.is_empty() || item.trade_codes.iter().any(|code| code.as_str() == trade)
                    })
                })
                .filter(|item| page.after.as_ref().is_none_or(|after| item.code > *after))
                .collect();
            items.sort_by(|a, b| a.code.cmp(&b.code));
            items.truncate(usize::try_from(page.fetch()).unwrap_or_default());
            page.page(items, |item| item.code.clone(), ItemSummary::from)
        })
        .await
}
