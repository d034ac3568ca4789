//! Lists designations.

use chrono::NaiveDate;
use kaiye_domain::actor::need;
use kaiye_persistence::{
    map::designation_from,
    repo::designation::{self, DesignationFilter},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::DesignationView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    operations::Tx,
    state::State,
};

/// Which designations.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Of this department or liaison office.
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// In force on this day.
    on: Option<NaiveDate>,
}

/// List the designations
///
/// In the order in which they were made, those that are over among them.
#[utoipa::path(get, path = "/designations")]
pub async fn list_designations(
    caller: Caller<need::ReadDesignation>,
    state: State,
    page: PageQuery<Uuid>,
    filter: QueryOf<Which>,
) -> Answered<Page<DesignationView>> {
    let filter = DesignationFilter { department: filter.0.department, on: filter.0.on };
    let work = move |tx: &mut Tx<'_>| {
        let rows = designation::list(tx.conn, &filter, page.after, page.fetch())?;
        let made = rows.into_iter().map(designation_from).collect::<Result<Vec<_>, _>>()?;
        page.page(made, |it| it.id.0, DesignationView::from)
    };
    state.read(&caller, work).await
}
