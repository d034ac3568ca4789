//! Ranges of numbers entrusted.

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::number_ranges;

/// A row of `number_ranges`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = number_ranges, treat_none_as_default_value = false)]
pub struct NumberRangeRow {
    pub id: Key,
    pub delegation_id: Key,
    pub item_code: String,
    pub division: Option<String>,
    pub format: Json<serde_json::Value>,
    pub first_serial: i64,
    pub last_serial: i64,
    pub low_stock_at: Option<Instant>,
    pub created_at: Instant,
}
