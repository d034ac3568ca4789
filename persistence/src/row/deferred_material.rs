//! Deferrable materials still owed (S5).

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::deferred_materials;

/// A row of `deferred_materials`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deferred_materials, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct DeferredMaterialRow {
    pub id: Key,
    pub application_id: Key,
    pub requested_item_id: Key,
    pub division: String,
    pub material_code: String,
    pub due: String,
    pub on_failure: String,
    pub status: String,
    pub deadline_id: Option<Key>,
    pub created_at: Instant,
    pub closed_at: Option<Instant>,
}
