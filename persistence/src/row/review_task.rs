//! One department's task within a joint review.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Json, Key};
use crate::schema::review_tasks;

/// A row of `review_tasks`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = review_tasks, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ReviewTaskRow {
    pub id: Key,
    pub review_id: Key,
    pub application_id: Key,
    pub division: String,
    pub department: String,
    pub county: Option<String>,
    pub assignee_id: Key,
    pub status: String,
    pub due_on: Option<NaiveDate>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
