//! Reports by the public (社会监督, S12).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::public_reports;

/// A row of `public_reports`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = public_reports, treat_none_as_default_value = false)]
pub struct PublicReportRow {
    pub id: Key,
    pub application_id: Key,
    pub certificate_id: Key,
    pub task_id: Key,
    pub division: String,
    pub code_key: String,
    pub filed_at: Instant,
    pub personal: String,
    pub doc: Json<serde_json::Value>,
}
