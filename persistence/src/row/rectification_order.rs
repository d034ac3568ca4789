//! Rectification orders (整改, S16).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Json, Key};
use crate::schema::rectification_orders;

/// A row of `rectification_orders`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = rectification_orders, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct RectificationOrderRow {
    pub id: Key,
    pub application_id: Key,
    pub certificate_id: Key,
    pub task_id: Key,
    pub owner_id: Key,
    pub division: String,
    pub department: String,
    pub item_code: String,
    pub status: String,
    pub due_on: NaiveDate,
    pub awaits: Option<String>,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
