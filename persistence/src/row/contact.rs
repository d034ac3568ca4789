//! How the owner of an account wishes to be told of things.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::contacts;

/// A row of `contacts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = contacts)]
pub struct ContactRow {
    pub account_id: Key,
    pub sealed: String,
    pub updated_at: Instant,
    pub version: i32,
}
