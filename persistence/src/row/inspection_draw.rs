//! Random draws of inspections (双随机).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::inspection_draws;

/// A row of `inspection_draws`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = inspection_draws, treat_none_as_default_value = false)]
pub struct InspectionDrawRow {
    pub id: Key,
    pub department: String,
    pub drawn_at: Instant,
    pub doc: Json<serde_json::Value>,
}
