//! Licences and permits as issued.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::{Instant, Json, Key};
use crate::schema::certificates;

/// A row of `certificates`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = certificates, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct CertificateRow {
    pub id: Key,
    pub application_id: Key,
    pub requested_item_id: Key,
    pub division: String,
    pub item_code: String,
    pub item_version: i32,
    pub kind: String,
    pub number: String,
    pub identifier: String,
    pub check_code: String,
    pub issuer: String,
    pub supervisor: String,
    pub delegation_id: Key,
    pub holder_name: String,
    pub holder_key: String,
    pub place_key: String,
    pub owner_id: Key,
    pub route: String,
    pub status: String,
    pub operative: bool,
    pub standing: String,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub issued_at: Instant,
    pub doc: Json<serde_json::Value>,
    pub version: i32,
}
