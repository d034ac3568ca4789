//! Deadlines of every rule; an open one has no due date yet.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Json, Key};
use crate::schema::deadlines;

/// A row of `deadlines`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deadlines, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct DeadlineRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub subject_kind: String,
    pub subject_id: Key,
    pub rule: String,
    pub status: String,
    pub due_on: Option<NaiveDate>,
    pub provisional: bool,
    pub calendar_version: Option<i32>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
    pub owed_by: Option<String>,
    pub escalated: Option<String>,
    pub escalate_on: Option<NaiveDate>,
}
