//! The jurisdiction's data as loaded, one row a revision; the newest is in force.

use diesel::prelude::*;

use crate::backend::{Instant, Json};
use crate::schema::jurisdiction_revisions;

/// A row of `jurisdiction_revisions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = jurisdiction_revisions, treat_none_as_default_value = false)]
pub struct JurisdictionRevisionRow {
    pub code: String,
    pub revision: i32,
    pub hash: String,
    pub loaded_at: Instant,
    pub doc: Json<serde_json::Value>,
}
