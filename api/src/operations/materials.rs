//! Filing a material (S1, S5): shared by every item that needs it, and what is owed of it is owed no more.

use kaiye_domain::{
    actor::Role,
    application::{ApplicationReason, MAX_MATERIALS, Material, plain_file_name},
};
use serde_json::json;

use super::{
    Failure, Outcome, Tx, acceptance,
    dossier::{Dossier, End},
};

/// A file that lies in the content-addressed store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Name as sent.
    pub name: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
}

/// Whether this caller may file the material now.
pub fn require_open(tx: &mut Tx<'_>, dossier: &Dossier, code: &str) -> Outcome<()> {
    let jurisdiction = tx.jurisdiction()?;
    let (at_window, named) = (tx.actor.is(Role::WindowClerk), acceptance::named(tx, dossier)?);
    dossier.application.require_material_open(code, &jurisdiction, &dossier.deferred, &named, at_window)?;
    if dossier.materials.len() >= MAX_MATERIALS {
        return Err(Failure::refused(ApplicationReason::TooManyMaterials));
    }
    Ok(())
}

/// Files a material. A newer one of the same code takes the place of the older, which stays readable.
pub fn add(tx: &mut Tx<'_>, dossier: &mut Dossier, code: &str, file: &StoredFile) -> Outcome<Material> {
    require_open(tx, dossier, code)?;
    let now = tx.now;
    for older in dossier.materials.iter_mut().filter(|it| it.code == code && it.is_current()) {
        older.replaced_at = Some(now);
    }
    let material = Material {
        id: tx.id(),
        code: code.to_owned(),
        file_name: plain_file_name(&file.name),
        media_type: file.media_type.clone(),
        size: file.size,
        digest: file.digest.clone(),
        uploaded_by: tx.actor.id,
        uploaded_at: now,
        replaced_at: None,
    };
    dossier.materials.push(material.clone());
    let delivered = deliver(tx, dossier, code)?;
    let data = json!({ "material_id": material.id, "code": code, "digest": material.digest, "delivers": delivered });
    dossier.fact("material.added", data);
    dossier.save(tx)?;
    Ok(material)
}

/// What was owed of this material has come (S5); gives the items it was owed for.
fn deliver(tx: &Tx<'_>, dossier: &mut Dossier, code: &str) -> Outcome<Vec<String>> {
    let mut delivered = Vec::new();
    let mut subjects = Vec::new();
    for owed in dossier.deferred.iter_mut().filter(|it| it.is_owed() && it.material_code == code) {
        *owed = owed.clone().deliver(tx.now);
        subjects.push(owed.id.0);
        delivered.extend(
            dossier.application.items.iter().filter(|item| item.id == owed.item).map(|item| item.item_code.clone()),
        );
    }
    dossier.end_deadlines(tx, |tracked| subjects.contains(&tracked.subject.1), End::Met)?;
    Ok(delivered)
}
