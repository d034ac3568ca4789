//! Who answers for what (S20).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::liability_findings;

/// A row of `liability_findings`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = liability_findings, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct LiabilityFindingRow {
    pub id: Key,
    pub application_id: Option<Key>,
    pub division: Option<String>,
    pub party: String,
    pub department: String,
    pub cause: String,
    pub deadline_id: Option<Key>,
    pub certificate_id: Option<Key>,
    pub found_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
    pub fallen_at: Option<Instant>,
    pub notice_id: Option<Key>,
}
