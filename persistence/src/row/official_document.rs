//! Official documents as issued (文书).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::official_documents;

/// A row of `official_documents`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = official_documents, treat_none_as_default_value = false)]
pub struct OfficialDocumentRow {
    pub id: Key,
    pub application_id: Key,
    pub owner_id: Key,
    pub division: String,
    pub department: String,
    pub kind: String,
    pub year: i32,
    pub serial: Option<i32>,
    pub number: String,
    pub status: String,
    pub issued_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub content_hash: Option<String>,
    pub check_code: Option<String>,
    pub item_code: Option<String>,
}
