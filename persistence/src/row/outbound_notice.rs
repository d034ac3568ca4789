//! What has to be sent on paper (S21).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::outbound_notices;

/// A row of `outbound_notices`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = outbound_notices, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct OutboundNoticeRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub department: String,
    pub kind: String,
    pub status: String,
    pub created_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
