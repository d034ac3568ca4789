//! How often each value was measured (S26).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::schema::appraisal_days;

/// A row of `appraisal_days`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = appraisal_days, treat_none_as_default_value = false)]
pub struct AppraisalDayRow {
    pub day: NaiveDate,
    pub department: String,
    pub item_code: String,
    pub division: String,
    pub indicator: String,
    pub value: i32,
    pub month: i32,
    pub count: i32,
}
