//! Materials as they are shown.

use chrono::{DateTime, Utc};
use kaiye_domain::{application::Material, catalogue::Jurisdiction};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::wire::Title;

/// A filed material.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Material)]
pub struct MaterialView {
    /// Its id.
    pub id: Uuid,
    /// Code of the material in the catalogue.
    #[schema(example = "floor_plan")]
    pub code: String,
    /// Its name in the catalogue.
    pub title: Option<Title>,
    /// Name of the file as sent.
    #[schema(example = "平面图.pdf")]
    pub file_name: String,
    /// Media type, found from the content.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
    /// The account that filed it.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// When a newer one took its place; null for the one that counts.
    pub replaced_at: Option<DateTime<Utc>>,
}

impl MaterialView {
    /// A material with its name.
    pub fn new(material: &Material, jurisdiction: &Jurisdiction) -> Self {
        Self {
            id: material.id.0,
            code: material.code.clone(),
            title: jurisdiction.material(&material.code).map(|it| (&it.name).into()),
            file_name: material.file_name.clone(),
            media_type: material.media_type.clone(),
            size: material.size,
            digest: material.digest.clone(),
            uploaded_by: material.uploaded_by,
            uploaded_at: material.uploaded_at,
            replaced_at: material.replaced_at,
        }
    }
}
