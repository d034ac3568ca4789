//! One sign-in: a family of refresh tokens.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::sessions;

/// A row of `sessions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
pub struct SessionRow {
    pub id: Key,
    pub account_id: Key,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub revoked_at: Option<Instant>,
    pub revoked_because: Option<String>,
}
