//! One bundle with its form.

use kaiye_domain::actor::need;

use super::view::BundleView;
use crate::{
    http::{Answered, Caller, PathId, Problem, Shown},
    state::State,
};

/// Read a bundle
///
/// Its questions as JSON Schema, so that a portal can draw the form, and the rules from answers to items (S2).
#[utoipa::path(get, path = "/bundles/{code}")]
pub async fn get_bundle(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    code: PathId<String>,
) -> Answered<Shown<BundleView>> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let bundle = jurisdiction.bundle(&code.0).ok_or_else(Problem::not_found)?;
            Ok(Shown::new(BundleView::from(bundle)))
        })
        .await
}
