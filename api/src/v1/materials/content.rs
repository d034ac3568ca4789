//! The bytes of a material.

use kaiye_domain::{
    actor::need,
    id::{ApplicationId, MaterialId},
};

use crate::{
    http::{Caller, FileReply, PathIds, Problem},
    operations::dossier::Dossier,
    state::State,
};

/// Read a material's content
///
/// The file as it was filed, to be kept, never to be run: as an attachment, under its name.
#[utoipa::path(get, path = "/applications/{id}/materials/{material_id}/content")]
pub async fn get_material_content(
    caller: Caller<need::ReadApplication>,
    state: State,
    ids: PathIds<ApplicationId, MaterialId>,
) -> Result<FileReply, Problem> {
    let PathIds(application, material) = ids;
    let material = state
        .look(caller.actor().clone(), move |tx| {
            let dossier = Dossier::read(tx, application)?;
            dossier.materials.into_iter().find(|it| it.id == material).ok_or_else(Problem::not_found)
        })
        .await?;
    let content = state.materials()?.get(&material.digest).await?;
    Ok(FileReply {
        file_name: material.file_name,
        media_type: material.media_type,
        digest: material.digest,
        size: content.size,
        stream: content.stream,
    })
}
