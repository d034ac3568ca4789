//! Failed sign-ins by keyed login, so that every process slows the same guesser.

use diesel::prelude::*;

use crate::backend::Instant;
use crate::schema::login_failures;

/// A row of `login_failures`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = login_failures, treat_none_as_default_value = false)]
pub struct LoginFailureRow {
    pub login_key: String,
    pub failures: i32,
    pub blocked_until: Instant,
    pub updated_at: Instant,
}
