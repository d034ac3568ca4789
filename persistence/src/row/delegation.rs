//! Seal delegations (S8).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::delegations;

/// A row of `delegations`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = delegations, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct DelegationRow {
    pub id: Key,
    pub division: Option<String>,
    pub entruster: String,
    pub entrusted: String,
    pub instrument_number: String,
    pub status: String,
    pub published_on: Option<NaiveDate>,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub doc: Json<serde_json::Value>,
    pub created_at: Instant,
    pub revoked_at: Option<Instant>,
    pub version: i32,
}
