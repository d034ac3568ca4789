//! What came in on paper or by e-mail (S22).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::intakes;

/// A row of `intakes`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = intakes, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct IntakeRow {
    pub id: Key,
    pub number: String,
    pub channel: String,
    pub status: String,
    pub application_id: Option<Key>,
    pub recorded_by: Key,
    pub sender_key: Option<String>,
    pub message_key: Option<String>,
    pub received_at: Instant,
    pub recorded_at: Instant,
    pub due_on: Option<NaiveDate>,
    pub overdue_at: Option<Instant>,
    pub personal: Option<String>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
