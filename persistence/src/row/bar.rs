//! Bars on the commitment route (S19), by keyed hash of the barred.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::bars;

/// A row of `bars`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bars, treat_none_as_default_value = false)]
pub struct BarRow {
    pub id: Key,
    pub subject_key: String,
    pub cause: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub lifted_at: Option<Instant>,
    pub doc: Json<serde_json::Value>,
    pub record_id: Option<Key>,
}
