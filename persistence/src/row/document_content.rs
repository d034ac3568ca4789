//! The bytes of documents as issued, sealed.

use diesel::prelude::*;

use crate::schema::document_contents;

/// A row of `document_contents`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = document_contents, treat_none_as_default_value = false)]
pub struct DocumentContentRow {
    pub hash: String,
    pub sealed: String,
}
