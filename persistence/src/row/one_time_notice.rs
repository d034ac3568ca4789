//! One-time notices as served (S2).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::one_time_notices;

/// A row of `one_time_notices`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = one_time_notices, treat_none_as_default_value = false)]
pub struct OneTimeNoticeRow {
    pub id: Key,
    pub division: String,
    pub bundle: String,
    pub jurisdiction_revision: i32,
    pub hash: String,
    pub doc: Json<serde_json::Value>,
    pub account_id: Option<Key>,
    pub served_at: Instant,
    pub page_hash: Option<String>,
    pub check_code: Option<String>,
}
