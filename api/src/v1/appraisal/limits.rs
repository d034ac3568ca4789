//! Of which cases figures, their export and their lists of cases are.

use actix_web::http::StatusCode;
use chrono::{Datelike, Days, Months, NaiveDate};
use kaiye_persistence::repo::appraised::Asked;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::{http::Problem, operations::Tx};

/// The longest period that is summed at once.
const MOST_DAYS: u64 = 3_660;

/// What limits them alike.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct Limits {
    /// First day of the period; the first of the year when absent.
    from: Option<NaiveDate>,
    /// Last day of the period; today when absent.
    to: Option<NaiveDate>,
    /// Only of this department.
    #[param(example = "fire_brigade")]
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Only about this item; empty: only what is about none.
    #[param(example = "fire_check")]
    #[validate(length(max = 64))]
    item: Option<String>,
    /// Only in this division.
    #[param(example = "652325")]
    #[validate(length(min = 1, max = 64))]
    division: Option<String>,
}

impl Limits {
    /// This year until today, unless another period is asked for, as far as the caller oversees.
    pub(super) fn asked(self, tx: &Tx<'_>) -> Result<Asked, Problem> {
        let to = self.to.unwrap_or(tx.today());
        let from = self.from.unwrap_or(NaiveDate::from_ymd_opt(to.year(), 1, 1).unwrap_or(to));
        if from > to || from.checked_add_days(Days::new(MOST_DAYS)).is_none_or(|last| last < to) {
            return Err(invalid("from", "range"));
        }
        Ok(Asked {
            from,
            to,
            within: None,
            department: self.department,
            item: self.item,
            division: self.division,
            overseen: tx.actor.oversight().departments(),
        })
    }
}

/// The first and last day of a month as `2026-06`.
pub(super) fn month(text: &str) -> Result<(NaiveDate, NaiveDate), Problem> {
    let first = format!("{text}-01").parse::<NaiveDate>().ok();
    let last = |first: NaiveDate| first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1));
    first.and_then(|first| Some((first, last(first)?))).ok_or_else(|| invalid("month", "field_malformed"))
}

fn invalid(field: &str, code: &'static str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "query_invalid").with_fault(format!("/query/{field}"), code)
}
