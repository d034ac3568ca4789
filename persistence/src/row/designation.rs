//! Dated designations with a deputy (S7).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::designations;

/// A row of `designations`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = designations, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct DesignationRow {
    pub id: Key,
    pub department: String,
    pub function: String,
    pub account_id: Key,
    pub deputy_id: Option<Key>,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub created_by: Key,
    pub created_at: Instant,
}
