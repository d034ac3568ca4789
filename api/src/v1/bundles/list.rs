//! The bundles.

use kaiye_domain::actor::need;

use super::view::BundleSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery},
    state::State,
};

/// List the bundles
///
/// The trades that have a scene of their own (一业一证), by code.
#[utoipa::path(get, path = "/bundles")]
pub async fn list_bundles(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    page: PageQuery<String>,
) -> Answered<Page<BundleSummary>> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let mut bundles: Vec<_> = jurisdiction
                .bundles
                .iter()
                .filter(|bundle| page.after.as_ref().is_none_or(|after| bundle.code > *after))
                .collect();
            bundles.sort_by(|a, b| a.code.cmp(&b.code));
            bundles.truncate(usize::try_from(page.fetch()).unwrap_or_default());
            page.page(bundles, |bundle| bundle.code.clone(), BundleSummary::from)
        })
        .await
}
