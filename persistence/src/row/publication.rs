//! What was published and when (S12).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::publications;

/// A row of `publications`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = publications, treat_none_as_default_value = false)]
pub struct PublicationRow {
    pub id: Key,
    pub application_id: Key,
    pub certificate_id: Option<Key>,
    pub division: String,
    pub kind: String,
    pub doc: Json<serde_json::Value>,
    pub published_at: Instant,
    pub due_on: NaiveDate,
    pub withdrawn_at: Option<Instant>,
    pub withdrawn_because: Option<String>,
}
