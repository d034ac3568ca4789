//! Verification tasks (S14, S15), and who is on each.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::{verification_officers, verification_tasks};

/// A row of `verification_tasks`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = verification_tasks, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct VerificationTaskRow {
    pub id: Key,
    pub application_id: Key,
    pub certificate_id: Key,
    pub division: String,
    pub kind: String,
    pub department: String,
    pub item_code: String,
    pub status: String,
    pub available_at: Instant,
    pub received_at: Option<Instant>,
    pub receipt_way: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
    pub verdict: Option<String>,
    /// Written with the task, and then only by itself: it depends on other cases of the same holder too.
    #[diesel(skip_update)]
    pub priority: i32,
    #[diesel(skip_update)]
    pub priority_reasons: Json<serde_json::Value>,
}

/// A row of `verification_officers`.
#[derive(Debug, Clone, Copy, Queryable, Selectable, Insertable)]
#[diesel(table_name = verification_officers, treat_none_as_default_value = false)]
pub struct VerificationOfficerRow {
    pub task_id: Key,
    pub account_id: Key,
}
