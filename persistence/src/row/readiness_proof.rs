//! Proofs that conditions promised by a date are met (S10).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::readiness_proofs;

/// A row of `readiness_proofs`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = readiness_proofs, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ReadinessProofRow {
    pub id: Key,
    pub certificate_id: Key,
    pub application_id: Key,
    pub division: String,
    pub status: String,
    pub doc: Json<serde_json::Value>,
    pub filed_at: Instant,
    pub decided_at: Option<Instant>,
}
