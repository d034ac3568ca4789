//! How often each value was measured in a month (S26).

use diesel::prelude::*;

use crate::schema::appraisal_months;

/// A row of `appraisal_months`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = appraisal_months, treat_none_as_default_value = false)]
pub struct AppraisalMonthRow {
    pub month: i32,
    pub department: String,
    pub item_code: String,
    pub division: String,
    pub indicator: String,
    pub value: i32,
    pub count: i32,
}
