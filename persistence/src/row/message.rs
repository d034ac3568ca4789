//! Messages to applicants.

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::messages;

/// A row of `messages`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = messages, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct MessageRow {
    pub id: Key,
    pub event_id: Key,
    pub application_id: Key,
    pub division: String,
    pub topic: String,
    pub status: String,
    pub next_attempt_at: Option<Instant>,
    pub leased_until: Option<Instant>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
