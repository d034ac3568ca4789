//! Agencies' systems.

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::clients;

/// A row of `clients`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = clients, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ClientRow {
    pub id: Key,
    pub client_id: String,
    pub name: String,
    pub secret_hash: String,
    pub department: Option<String>,
    pub scopes: Json<serde_json::Value>,
    pub status: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}
