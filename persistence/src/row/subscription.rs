//! Departments' subscriptions to the log (S13).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::subscriptions;

/// A row of `subscriptions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = subscriptions, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct SubscriptionRow {
    pub id: Key,
    pub department: String,
    pub name: String,
    pub url: String,
    pub types: Json<serde_json::Value>,
    pub status: String,
    pub disabled_at: Option<Instant>,
    pub disabled_because: Option<String>,
    pub failing_since: Option<Instant>,
    pub probe_at: Option<Instant>,
    pub received_at: Option<Instant>,
    pub cursor: i64,
    pub replay_next: Option<i64>,
    pub replay_until: Option<i64>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}
