//! Enforcement cases (S17, S18).

use diesel::prelude::*;

use crate::backend::{Json, Key};
use crate::schema::enforcement_cases;

/// A row of `enforcement_cases`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = enforcement_cases, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct EnforcementCaseRow {
    pub id: Key,
    pub application_id: Key,
    pub certificate_id: Key,
    pub owner_id: Key,
    pub division: String,
    pub department: String,
    pub grantor: String,
    pub review_body: Option<String>,
    pub item_code: String,
    pub cause: String,
    pub status: String,
    pub awaits: Option<String>,
    pub awaits_department: Option<String>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
