//! The ledger: a row a number, for ever.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::numbers;

/// A row of `numbers`.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = numbers, treat_none_as_default_value = false)]
pub struct NumberRow {
    pub id: Key,
    pub range_id: Key,
    pub delegation_id: Key,
    pub item_code: String,
    pub division: Option<String>,
    pub serial: i64,
    pub number: String,
    pub status: String,
    pub certificate_id: Option<Key>,
    pub reason: Option<String>,
    pub changed_at: Instant,
    pub changed_by: Key,
}
