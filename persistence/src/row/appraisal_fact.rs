//! What was measured of cases (S26).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::backend::Key;
use crate::schema::appraisal_facts;

/// A row of `appraisal_facts`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = appraisal_facts, treat_none_as_default_value = false)]
pub struct AppraisalFactRow {
    pub id: Key,
    pub application_id: Key,
    pub division: String,
    pub indicator: String,
    pub subject: String,
    pub department: String,
    pub item_code: String,
    pub day: NaiveDate,
    pub value: i32,
}
