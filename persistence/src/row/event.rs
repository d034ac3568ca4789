//! The log. `position` is the feed's total order, given by the sequencer after commit.

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::events;

/// A row of `events`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
pub struct EventRow {
    pub id: Key,
    pub position: Option<i64>,
    pub division: Option<String>,
    pub subject_kind: String,
    pub subject_id: Key,
    pub sequence: i64,
    pub kind: String,
    pub actor_kind: String,
    pub actor_id: Key,
    pub at: Instant,
    pub data: Json<serde_json::Value>,
    pub previous_hash: String,
    pub hash: String,
}
