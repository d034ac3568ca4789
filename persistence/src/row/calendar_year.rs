//! A holiday calendar of one scope and year; a later revision of the same year replaces the earlier.

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::calendar_years;

/// A row of `calendar_years`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = calendar_years, treat_none_as_default_value = false)]
pub struct CalendarYearRow {
    pub revision: i32,
    pub scope: String,
    pub year: i32,
    pub hash: String,
    pub days: Json<serde_json::Value>,
    pub loaded_at: Instant,
    pub loaded_by: Key,
}
