//! Applications (S1).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::applications;

/// A row of `applications`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = applications, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ApplicationRow {
    pub id: Key,
    pub division: String,
    pub number: String,
    pub owner_id: Key,
    pub status: String,
    pub bundle: Option<String>,
    pub notice_id: Option<Key>,
    pub channel: String,
    pub sender_reference: Option<String>,
    pub received_at: Instant,
    pub recorded_at: Instant,
    pub submitted_at: Option<Instant>,
    pub business_name: String,
    pub duplicate_key: Option<String>,
    pub doc: Json<serde_json::Value>,
    pub personal: String,
    pub version: i32,
    pub updated_at: Instant,
}
