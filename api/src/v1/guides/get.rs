//! One guide.

use kaiye_domain::{actor::need, catalogue::Guide, time::local_date};

use super::GuideView;
use crate::{
    http::{Answered, Caller, PathId, Problem, Shown},
    operations::Tx,
    state::State,
};

/// Read the guide to an item
///
/// Conditions, materials, letter, time limits promised and by law, fee, result, who grants it where, and the window, of
/// the version in force today, with the zone's own text. Everything but that text is the catalogue's own word: a guide
/// never says anything else than what is asked for.
#[utoipa::path(get, path = "/guides/{item}")]
pub async fn get_guide(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    item: PathId<String>,
) -> Answered<Shown<GuideView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let jurisdiction = tx.jurisdiction()?;
            let today = local_date(tx.now);
            let item = jurisdiction.item_in_force(&item.0, today).ok_or_else(Problem::not_found)?;
            Ok(Shown::new(GuideView::new(&Guide::of(&jurisdiction, item, today), &jurisdiction)))
        })
        .await
}
