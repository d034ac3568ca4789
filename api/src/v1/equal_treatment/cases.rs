//! The cases that a figure counts.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, application::ChosenRoute, equal_treatment::Measure};
use kaiye_persistence::repo::equal_treatment::Compared;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::period::Limits;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{
        Tx,
        equal_treatment::{Case, cases},
    },
    state::State,
};

/// Which figure of which report.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct CasesOf {
    /// What is counted.
    #[serde(default)]
    #[param(schema_with = words::<Measure>, required = false)]
    measure: Measure,
    /// By which route; by any when absent.
    #[param(schema_with = words::<ChosenRoute>, required = false)]
    route: Option<ChosenRoute>,
    /// First day of the period; the first of the year when absent.
    from: Option<NaiveDate>,
    /// Last day of the period; today when absent.
    to: Option<NaiveDate>,
    /// Only for this item.
    #[param(example = "fire_check")]
    item_code: Option<String>,
    /// Only with premises in this county.
    #[param(example = "652325")]
    division: Option<String>,
    /// Only supervised by this department.
    #[param(example = "fire_brigade")]
    department: Option<String>,
}

/// Something that a figure counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EqualTreatmentCase)]
pub struct CaseView {
    /// The task or credit record, or the certificate itself.
    pub id: Uuid,
    /// The certificate.
    pub certificate_id: Uuid,
    /// The application it came from.
    pub application_id: Uuid,
    /// Code of the item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// Where it can be read.
    pub path: String,
}

impl From<Case> for CaseView {
    fn from(case: Case) -> Self {
        Self {
            id: case.id,
            certificate_id: case.certificate,
            application_id: case.application,
            item_code: case.item_code,
            division: case.division,
            path: case.path,
        }
    }
}

/// List the cases of a figure
///
/// What a figure of the report on equal treatment counts (S11), found by the very same query, the newest first.
#[utoipa::path(get, path = "/reports/equal-treatment/cases")]
pub async fn list_equal_treatment_cases(
    caller: Caller<need::ReadEqualTreatment>,
    state: State,
    filter: QueryOf<CasesOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<CaseView>> {
    let CasesOf { measure, route, from, to, item_code, division, department } = filter.0;
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let of = Compared { route, ..Limits { from, to, item_code, division, department }.compared(tx) };
            let found = cases(tx, &of, measure, page.after, page.fetch())?;
            page.page(found, |case| case.id, CaseView::from)
        })
        .await
}
