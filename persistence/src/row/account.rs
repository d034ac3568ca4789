//! Persons and officers who sign in; outside identities have issuer and subject instead of a password.

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::accounts;

/// A row of `accounts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = accounts, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct AccountRow {
    pub id: Key,
    pub login: String,
    pub name: String,
    pub password_hash: Option<String>,
    pub roles: Json<serde_json::Value>,
    pub department: Option<String>,
    pub county: Option<String>,
    pub status: String,
    pub issuer: Option<String>,
    pub subject: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}
