//! Exclusions from applying (行政许可法 §78, §79), by keyed hash of the excluded.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::exclusions;

/// A row of `exclusions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exclusions, treat_none_as_default_value = false)]
pub struct ExclusionRow {
    pub id: Key,
    pub subject_key: String,
    pub application_id: Key,
    pub item_code: String,
    pub cause: String,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub document: String,
    pub lifted_at: Option<Instant>,
}
