//! Access tokens ended before their time (RFC 7009).

use diesel::prelude::*;

use crate::backend::Instant;
use crate::schema::revoked_tokens;

/// A row of `revoked_tokens`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = revoked_tokens, treat_none_as_default_value = false)]
pub struct RevokedTokenRow {
    pub jti: String,
    pub expires_at: Instant,
}
