//! Lists the departments.

use kaiye_domain::{
    actor::need,
    catalogue::{Department, DepartmentKind},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{Answered, Caller, Page, PageQuery},
    openapi::words,
    operations::Tx,
    state::State,
    v1::wire::Title,
};

/// A body that decides, supervises, takes part or inspects.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Department)]
pub struct DepartmentView {
    /// Its code.
    #[schema(example = "market_supervision_branch")]
    code: String,
    /// Its name.
    title: Title,
    /// Whose body it is.
    #[schema(schema_with = words::<DepartmentKind>)]
    kind: DepartmentKind,
    /// Code of the division it belongs to.
    division: String,
    /// Its unified social credit code; null while it is not confirmed.
    uscc: Option<String>,
    /// Post of the one directly responsible.
    head: Title,
}

impl From<&Department> for DepartmentView {
    fn from(department: &Department) -> Self {
        Self {
            code: department.code.clone(),
            title: Title::from(&department.name),
            kind: department.kind,
            division: department.division.clone(),
            uscc: department.uscc.as_ref().map(ToString::to_string),
            head: Title::from(&department.head),
        }
    }
}

/// List the departments
///
/// Every body of the zone and its counties, by code.
#[utoipa::path(get, path = "/departments")]
pub async fn list_departments(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    page: PageQuery<String>,
) -> Answered<Page<DepartmentView>> {
    let work = move |tx: &mut Tx<'_>| {
        let jurisdiction = tx.jurisdiction()?;
        let after = |department: &&Department| page.after.as_ref().is_none_or(|after| department.code > *after);
        let mut departments: Vec<_> = jurisdiction.departments.iter().filter(after).collect();
        departments.sort_by(|a, b| a.code.cmp(&b.code));
        departments.truncate(usize::try_from(page.fetch()).unwrap_or_default());
        page.page(departments, |department| department.code.clone(), DepartmentView::from)
    };
    state.read(&caller, work).await
}
