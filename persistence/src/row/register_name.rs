//! The endings of a business's name, by which the public register is searched (S12).

use diesel::prelude::*;

use crate::backend::Key;
use crate::schema::register_names;

/// A row of `register_names`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = register_names, treat_none_as_default_value = false)]
pub struct RegisterNameRow {
    pub suffix: String,
    pub certificate_id: Key,
}
