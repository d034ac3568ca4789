//! Materials, each filed once (S1); the bytes lie in the content-addressed store.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::materials;

/// A row of `materials`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = materials, treat_none_as_default_value = false)]
pub struct MaterialRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub material_code: String,
    pub file_name: String,
    pub media_type: String,
    pub size: i64,
    pub digest: String,
    pub uploaded_by: Key,
    pub uploaded_at: Instant,
    pub replaced_at: Option<Instant>,
}
