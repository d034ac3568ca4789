//! The materials of an application.

use kaiye_domain::{actor::need, id::ApplicationId};
use uuid::Uuid;

use super::view::MaterialView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId},
    operations::dossier::Dossier,
    state::State,
};

/// List an application's materials
///
/// In the order they came, the replaced ones among them.
#[utoipa::path(get, path = "/applications/{id}/materials")]
pub async fn list_materials(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
    page: PageQuery<Uuid>,
) -> Answered<Page<MaterialView>> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let mut materials = Dossier::read(tx, id.0)?.materials;
            materials.retain(|material| page.after.is_none_or(|after| material.id.0 > after));
            materials.truncate(usize::try_from(page.fetch()).unwrap_or_default());
            page.page(materials, |material| material.id.0, |material| MaterialView::new(&material, &jurisdiction))
        })
        .await
}
