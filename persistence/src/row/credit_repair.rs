//! Repairs of credit records that were asked for (信用修复, S19).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::credit_repairs;

/// A row of `credit_repairs`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = credit_repairs, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct CreditRepairRow {
    pub id: Key,
    pub record_id: Key,
    pub application_id: Key,
    pub division: String,
    pub department: String,
    pub status: String,
    pub filed_at: Instant,
    pub decided_at: Option<Instant>,
    pub doc: Json<serde_json::Value>,
}
