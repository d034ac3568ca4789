//! Materials.

use kaiye_domain::{application::Material, id::ApplicationId};

use crate::row::MaterialRow;

/// A material's row.
pub fn material_row(material: &Material, application: ApplicationId, division: &str) -> MaterialRow {
    MaterialRow {
        id: material.id.into(),
        application_id: application.into(),
        division: division.to_owned(),
        material_code: material.code.clone(),
        file_name: material.file_name.clone(),
        media_type: material.media_type.clone(),
        size: material.size,
        digest: material.digest.clone(),
        uploaded_by: material.uploaded_by.into(),
        uploaded_at: material.uploaded_at.into(),
        replaced_at: material.replaced_at.map(Into::into),
    }
}

/// A material from its row.
pub fn material_from(row: MaterialRow) -> Material {
    Material {
        id: row.id.into(),
        code: row.material_code,
        file_name: row.file_name,
        media_type: row.media_type,
        size: row.size,
        digest: row.digest,
        uploaded_by: row.uploaded_by.into(),
        uploaded_at: row.uploaded_at.into(),
        replaced_at: row.replaced_at.map(Into::into),
    }
}
