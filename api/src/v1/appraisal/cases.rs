//! The cases that a figure counts.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, appraisal::Indicator};
use kaiye_persistence::{
    repo::appraised::{Asked, CaseCursor, cases},
    row::AppraisalFactRow,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::limits::{Limits, month};
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Failure, Tx},
    state::State,
};

/// Which figure of which report.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct AppraisalCasesOf {
    /// What is counted.
    #[serde(default)]
    #[param(schema_with = words::<Indicator>, required = false)]
    indicator: Indicator,
    /// Of the period only this month.
    #[param(example = "2026-06")]
    #[validate(length(equal = 7))]
    month: Option<String>,
}

/// Something that a figure counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppraisalCase)]
pub struct AppraisalCaseView {
    /// Stable id of what was measured.
    pub id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// What was measured of it: an item's code, or the id of a task, an order, a duty or a credit record; empty for the
    /// application itself.
    pub subject: String,
    /// The department whose figure it belongs to.
    pub department: String,
    /// Code of the item; null where it is about none.
    pub item_code: Option<String>,
    /// Division of the premises.
    pub division: String,
    /// The day that it belongs to.
    pub day: NaiveDate,
    /// What was measured: 1 or 0 for what is or is not so, else a number of working days or times.
    pub value: i32,
}

impl From<AppraisalFactRow> for AppraisalCaseView {
    fn from(row: AppraisalFactRow) -> Self {
        Self {
            id: row.id.0,
            application_id: row.application_id.0,
            subject: row.subject,
            department: row.department,
            item_code: Some(row.item_code).filter(|code| !code.is_empty()),
            division: row.division,
            day: row.day,
            value: row.value,
        }
    }
}

/// List the cases of a figure
///
/// What a figure of the appraisal counts (S26), in the order of the days that it belongs to. For a department its own.
#[utoipa::path(get, path = "/appraisal/cases")]
pub async fn list_appraisal_cases(
    caller: Caller<need::ReadAppraisal>,
    state: State,
    limits: QueryOf<Limits>,
    filter: QueryOf<AppraisalCasesOf>,
    page: PageQuery<CaseCursor>,
) -> Answered<Page<AppraisalCaseView>> {
    let (limits, AppraisalCasesOf { indicator, month: only }) = (limits.0, filter.0);
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let within = only.as_deref().map(month).transpose()?;
            let of = Asked { within, ..limits.asked(tx)? };
            let found = cases(tx.conn, &of, indicator, page.after, page.fetch()).map_err(Failure::from)?;
            page.page(found, |row| (row.day, row.id.0), AppraisalCaseView::from)
        })
        .await
}
