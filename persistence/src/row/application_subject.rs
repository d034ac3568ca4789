//! Keyed hashes of who an application is about: what duplicates and bars are found by.

use diesel::prelude::*;

use crate::backend::Key;
use crate::schema::application_subjects;

/// A row of `application_subjects`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = application_subjects, treat_none_as_default_value = false)]
pub struct ApplicationSubjectRow {
    pub application_id: Key,
    pub role: String,
    pub subject_key: String,
}
