//! Files a material.

use kaiye_domain::{actor::need, id::ApplicationId};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::MaterialView;
use crate::{
    http::{Answered, Caller, Created, IdempotencyKey, PathId, Problem, QueryOf, Upload},
    operations::{
        dossier::Dossier,
        materials::{StoredFile, add, require_open},
    },
    state::State,
};

/// What the file is.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct NewMaterial {
    /// Code of the material in the catalogue.
    #[validate(length(min = 1, max = 100))]
    #[param(min_length = 1, max_length = 100, example = "floor_plan")]
    code: String,
    /// Name of the file.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200, example = "平面图.pdf")]
    file_name: String,
}

/// File a material
///
/// The body is the file itself: PDF, JPEG or PNG by its content, whatever its header says, up to the configured size.
/// It is shared by every item that needs it (S1); a newer one of the same code takes the place of the older; what was
/// owed of it (容缺) is delivered (S5).
#[utoipa::path(post, path = "/applications/{id}/materials")]
pub async fn add_material(
    caller: Caller<need::FileApplication>,
    state: State,
    id: PathId<ApplicationId>,
    query: QueryOf<NewMaterial>,
    key: IdempotencyKey,
    upload: Upload,
) -> Answered<Created<MaterialView>> {
    let NewMaterial { code, file_name } = query.0;
    let asked = code.clone();
    let may_be_a_replay = key.is_sent();
    // Refused before twenty megabytes are taken in, and again in the transaction that refers to them; what was delivered
    // before is no longer open, so a request that may be sent again is judged there only.
    state
        .look(caller.actor().clone(), move |tx| {
            let dossier = Dossier::read(tx, id.0)?;
            if may_be_a_replay { Ok(()) } else { require_open(tx, &dossier, &asked).map_err(Problem::in_the_query) }
        })
        .await?;
    let stored = upload.keep(&state).await?;
    let claim = key.over(&format!("{} {code} {file_name}", stored.digest));
    let file = StoredFile { name: file_name, media_type: stored.media_type, size: stored.size, digest: stored.digest };
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(Dossier::open(tx, id.0)?),
            move |tx, mut dossier| {
                let material = add(tx, &mut dossier, &code, &file).map_err(Problem::in_the_query)?;
                let jurisdiction = tx.jurisdiction()?;
                let location = format!("/api/v1/applications/{}/materials/{}/content", id.0, material.id);
                Ok(Created::at(location, MaterialView::new(&material, &jurisdiction)))
            },
        )
        .await
}
