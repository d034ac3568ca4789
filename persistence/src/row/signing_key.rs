//! Signing keys: one signs, older ones still verify until they expire.

use diesel::prelude::*;

use crate::backend::{Instant, Json};
use crate::schema::signing_keys;

/// A row of `signing_keys`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = signing_keys, treat_none_as_default_value = false)]
pub struct SigningKeyRow {
    pub kid: String,
    pub algorithm: String,
    pub public_jwk: Json<serde_json::Value>,
    pub private_key: String,
    pub created_at: Instant,
    pub active_from: Instant,
    pub retires_at: Instant,
    pub expires_at: Instant,
}
