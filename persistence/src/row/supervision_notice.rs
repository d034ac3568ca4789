//! Supervision notices (S26).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::supervision_notices;

/// A row of `supervision_notices`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = supervision_notices, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct SupervisionNoticeRow {
    pub id: Key,
    pub number: String,
    pub department: String,
    pub application_id: Option<Key>,
    pub division: Option<String>,
    pub about_id: Option<Key>,
    pub status: String,
    pub due_on: Option<NaiveDate>,
    pub watch_on: Option<NaiveDate>,
    pub issued_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
