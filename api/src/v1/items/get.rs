//! One item.

use kaiye_domain::{actor::need, time::local_date};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::ItemView;
use crate::{
    http::{Answered, Caller, PathId, Problem, QueryOf, Shown},
    state::State,
};

/// Which version.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct Edition {
    /// Its version; the one in force today when absent.
    version: Option<i32>,
}

/// Read an item
///
/// Its conditions, materials, route and who grants it. What was filed keeps the version it was filed under (S28), so
/// every version stays readable.
#[utoipa::path(get, path = "/items/{code}")]
pub async fn get_item(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    code: PathId<String>,
    edition: QueryOf<Edition>,
) -> Answered<Shown<ItemView>> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let item = match edition.0.version {
                Some(version) => jurisdiction.item(&code.0, version),
                None => jurisdiction.item_in_force(&code.0, local_date(tx.now)),
            };
            Ok(Shown::new(ItemView::new(item.ok_or_else(Problem::not_found)?, &jurisdiction)))
        })
        .await
}
