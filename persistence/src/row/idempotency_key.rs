//! What was answered to whom, for a day.

use diesel::prelude::*;

use crate::backend::{Instant, Json};
use crate::schema::idempotency_keys;

/// A row of `idempotency_keys`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys, treat_none_as_default_value = false)]
pub struct IdempotencyKeyRow {
    pub caller: String,
    pub key: String,
    pub fingerprint: String,
    pub status: i32,
    pub headers: Json<serde_json::Value>,
    pub body: String,
    pub created_at: Instant,
}
