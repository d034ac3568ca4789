//! That an event came to a department, and how.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::event_receipts;

/// A row of `event_receipts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = event_receipts, treat_none_as_default_value = false)]
pub struct EventReceiptRow {
    pub department: String,
    pub event_id: Key,
    pub way: String,
    pub at: Instant,
}
