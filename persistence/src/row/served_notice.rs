//! Notices, receipts and decisions served (S6).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::served_notices;

/// A row of `served_notices`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = served_notices, treat_none_as_default_value = false)]
pub struct ServedNoticeRow {
    pub id: Key,
    pub application_id: Key,
    pub requested_item_id: Option<Key>,
    pub division: String,
    pub kind: String,
    pub number: String,
    pub channel: String,
    pub doc: Json<serde_json::Value>,
    pub served_at: Instant,
}
