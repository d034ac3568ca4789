//! Refresh tokens by their hash; each is used once.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::refresh_tokens;

/// A row of `refresh_tokens`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = refresh_tokens, treat_none_as_default_value = false)]
pub struct RefreshTokenRow {
    pub hash: String,
    pub session_id: Key,
    pub issued_at: Instant,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
}
