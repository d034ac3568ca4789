//! Batches of applications (S22).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::intake_batches;

/// A row of `intake_batches`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = intake_batches, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct IntakeBatchRow {
    pub id: Key,
    pub sent_by: Key,
    pub status: String,
    pub next_row: i32,
    pub next_offset: i64,
    pub received_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
