//! The figures.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, appraisal::By};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::{limits::Limits, view::AppraisalView};
use crate::{
    http::{Answered, Caller, QueryOf, Shown},
    openapi::words,
    operations::{Tx, appraisal::report},
    state::State,
};

/// Of which cases, and by what told apart.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct AppraisalOf {
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
    /// By what the groups are told apart.
    #[serde(default)]
    #[param(schema_with = words::<By>, required = false)]
    by: By,
}

/// Appraise the departments
///
/// Every indicator's figure (S26) of a period, of all together and of each department, item, division or month, scored by
/// the scheme in force on its last day. Each figure leads to the cases that it counts; `list_indicators` says what is
/// counted. The figures follow the log of events: `as_of` says how far they have come. For a department its own.
#[utoipa::path(get, path = "/appraisal")]
pub async fn get_appraisal(
    caller: Caller<need::ReadAppraisal>,
    state: State,
    filter: QueryOf<AppraisalOf>,
) -> Answered<Shown<AppraisalView>> {
    let AppraisalOf { from, to, department, item, division, by } = filter.0;
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let of = Limits { from, to, department, item, division }.asked(tx)?;
            let (report, jurisdiction) = (report(tx, &of, by)?, tx.jurisdiction()?);
            Ok(Shown::new(AppraisalView::new(report, &of, by, &jurisdiction)))
        })
        .await
}
