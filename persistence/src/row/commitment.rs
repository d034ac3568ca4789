//! Commitment letters as signed (S4).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::commitments;

/// A row of `commitments`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = commitments, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct CommitmentRow {
    pub id: Key,
    pub application_id: Key,
    pub requested_item_id: Key,
    pub division: String,
    pub status: String,
    pub doc: Json<serde_json::Value>,
    pub signed_at: Instant,
    pub withdrawn_at: Option<Instant>,
}
