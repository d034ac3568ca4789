//! Joint reviews (S7).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::reviews;

/// A row of `reviews`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = reviews, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ReviewRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub status: String,
    pub review_on: NaiveDate,
    pub opened_by: Key,
    pub opened_at: Instant,
    pub closed_at: Option<Instant>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
