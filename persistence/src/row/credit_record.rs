//! Credit records (S19).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Json, Key};
use crate::schema::credit_records;

/// A row of `credit_records`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = credit_records, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct CreditRecordRow {
    pub id: Key,
    pub application_id: Key,
    pub certificate_id: Key,
    pub case_id: Key,
    pub division: String,
    pub item_code: String,
    pub department: String,
    pub issuer: String,
    pub owner_id: Key,
    pub holder_key: String,
    pub class: String,
    pub status: String,
    pub public_from: NaiveDate,
    pub public_to: NaiveDate,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
