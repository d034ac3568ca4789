//! What is asked for in an application, the licence among it, each with its own state.

use diesel::prelude::*;

use crate::backend::{Json, Key};
use crate::schema::requested_items;

/// A row of `requested_items`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = requested_items, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct RequestedItemRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub position: i32,
    pub item_code: String,
    pub item_version: i32,
    pub kind: String,
    pub route: String,
    pub handling: String,
    pub issuer: String,
    pub supervisor: String,
    pub existing_permit: Option<String>,
    pub status: String,
    pub state: Json<serde_json::Value>,
}
