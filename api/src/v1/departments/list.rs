//! Lists the departments.

use kaiye_domain::{
    actor::need,
    catalogue::{Department, DepartmentKind},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{Answered, Caller, Page},
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
/// Every body of the zone and its counties, whole: there are never more than fit on a page.
#[utoipa::path(get, path = "/departments")]
pub async fn list_departments(caller: Caller<need::ReadCatalogue>, state: State) -> Answered<Page<DepartmentView>> {
    let work = |tx: &mut Tx<'_>| {
        let jurisdiction = tx.jurisdiction()?;
        Ok(Page::whole(jurisdiction.departments.iter().map(DepartmentView::from).collect()))
    };
    state.read(&caller, work).await
}
