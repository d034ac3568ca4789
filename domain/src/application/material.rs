//! A material: filed once, shared by every item that needs it (S1). Its bytes lie in the content-addressed store.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::MaterialId;

/// A filed material.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Its id.
    pub id: MaterialId,
    /// Code of the material in the catalogue.
    pub code: String,
    /// Name of the file as sent.
    pub file_name: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
    /// Who filed it.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// When a newer one took its place.
    pub replaced_at: Option<DateTime<Utc>>,
}

/// The media type of a material by its first bytes, when it is one that offices take: PDF, JPEG or PNG. What the
/// sender says of it does not count.
pub fn media_type_of(head: &[u8]) -> Option<&'static str> {
    match head {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        _ => None,
    }
}
