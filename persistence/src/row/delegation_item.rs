//! What a delegation covers, an item and a division each.

use diesel::prelude::*;

use crate::backend::Key;
use crate::schema::delegation_items;

/// A row of `delegation_items`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = delegation_items, treat_none_as_default_value = false)]
pub struct DelegationItemRow {
    pub delegation_id: Key,
    pub item_code: String,
    pub division: String,
}
