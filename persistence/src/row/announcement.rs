//! Announcements.

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::announcements;

/// A row of `announcements`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = announcements, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct AnnouncementRow {
    pub id: Key,
    pub audience: String,
    pub publish_at: Option<Instant>,
    pub expires_at: Option<Instant>,
    pub listed_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
