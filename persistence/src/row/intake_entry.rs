//! The outcome of each row of a batch (S22).

use diesel::prelude::*;

use crate::backend::{Json, Key};
use crate::schema::intake_entries;

/// A row of `intake_entries`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = intake_entries, treat_none_as_default_value = false)]
pub struct IntakeEntryRow {
    pub batch_id: Key,
    pub row_number: i32,
    pub sent_by: Key,
    pub reference: Option<String>,
    pub row_key: String,
    pub status: String,
    pub application_id: Option<Key>,
    pub doc: Json<serde_json::Value>,
}
