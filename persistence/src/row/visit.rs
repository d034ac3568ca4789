//! Visits to the window (S27).

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::visits;

/// A row of `visits`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = visits, treat_none_as_default_value = false)]
pub struct VisitRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub department: String,
    pub purpose: String,
    pub visited_at: Instant,
    pub recorded_at: Instant,
    pub recorded_by: Key,
}
