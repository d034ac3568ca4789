//! What went up the chain of responsibility (S24).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::escalations;

/// A row of `escalations`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = escalations, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct EscalationRow {
    pub id: Key,
    pub deadline_id: Key,
    pub application_id: Option<Key>,
    pub division: Option<String>,
    pub department: String,
    pub step: String,
    pub rule: String,
    pub status: String,
    pub due_on: NaiveDate,
    pub raised_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
    pub notice_id: Option<Key>,
}
