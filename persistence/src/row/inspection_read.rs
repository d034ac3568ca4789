//! What inspection read (S26).

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::inspection_reads;

/// A row of `inspection_reads`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = inspection_reads, treat_none_as_default_value = false)]
pub struct InspectionReadRow {
    pub id: Key,
    pub account_id: Key,
    pub operation: String,
    pub object_id: Option<Key>,
    pub part_id: Option<Key>,
    pub read_at: Instant,
}
