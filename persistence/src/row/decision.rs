//! The record of each run of the issue transaction: every check, its inputs, its outcome (S9).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::decisions;

/// A row of `decisions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions, treat_none_as_default_value = false)]
pub struct DecisionRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub decided_by: Key,
    pub decided_at: Instant,
    pub doc: Json<serde_json::Value>,
}
