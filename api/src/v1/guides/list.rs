//! The guides.

use kaiye_domain::{actor::need, catalogue::Guide, time::local_date};

use super::GuideSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery},
    operations::Tx,
    state::State,
};

/// List the guides
///
/// A guide to each item in force today, by its code.
#[utoipa::path(get, path = "/guides")]
pub async fn list_guides(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    page: PageQuery<String>,
) -> Answered<Page<GuideSummary>> {
    let work = move |tx: &mut Tx<'_>| {
        let jurisdiction = tx.jurisdiction()?;
        let today = local_date(tx.now);
        let after = |code: &String| page.after.as_ref().is_none_or(|after| code > after);
        let mut items: Vec<_> = jurisdiction.items_in_force(today).filter(|item| after(&item.code)).collect();
        items.sort_by(|a, b| a.code.cmp(&b.code));
        items.truncate(usize::try_from(page.fetch()).unwrap_or_default());
        let shown = |item| GuideSummary::from(&Guide::of(&jurisdiction, item, today));
        page.page(items, |item| item.code.clone(), shown)
    };
    state.read(&caller, work).await
}
