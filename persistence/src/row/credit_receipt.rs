//! A credit platform's receipts for records (S19).

use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::credit_receipts;

/// A row of `credit_receipts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = credit_receipts, treat_none_as_default_value = false)]
pub struct CreditReceiptRow {
    pub id: Key,
    pub record_id: Key,
    pub division: String,
    pub record_version: i32,
    pub outcome: String,
    pub received_at: Instant,
    pub recorded_at: Instant,
    pub doc: Json<serde_json::Value>,
}
