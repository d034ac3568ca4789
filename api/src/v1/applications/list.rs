//! Applications within the caller's reach.

use kaiye_domain::{actor::need, application::ApplicationStatus};
use kaiye_persistence::repo::application::{self, ApplicationFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::ApplicationSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    state::State,
};

/// Which applications.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct ApplicationQuery {
    /// Only those in this status.
    #[param(schema_with = words::<ApplicationStatus>, required = false)]
    status: Option<ApplicationStatus>,
    /// Only those of this account.
    owner_id: Option<Uuid>,
    /// Only those with an item that this department issues.
    #[param(example = "market_supervision_branch")]
    department: Option<String>,
    /// Only those with premises in this county.
    #[param(example = "652327")]
    county: Option<String>,
    /// Only those of this bundle.
    bundle: Option<String>,
    /// The one with this number.
    number: Option<String>,
    /// Only those whose business's name begins so.
    #[validate(length(min = 1, max = 200))]
    business_name: Option<String>,
}

/// List applications
///
/// Those within the caller's reach, the newest first: one's own; all of the zone for window, centre and inspectors; a
/// department's or county's for its officers.
#[utoipa::path(get, path = "/applications")]
pub async fn list_applications(
    caller: Caller<need::ReadApplication>,
    state: State,
    query: QueryOf<ApplicationQuery>,
    page: PageQuery<Uuid>,
) -> Answered<Page<ApplicationSummary>> {
    let query = query.0;
    let by_name = query.number.is_some() || query.business_name.is_some();
    let filter = ApplicationFilter {
        statuses: query.status.iter().map(ToString::to_string).collect(),
        owner: query.owner_id,
        department: query.department,
        county: query.county,
        bundle: query.bundle,
        number: query.number,
        name_prefix: query.business_name,
    };
    state
        .read(&caller, move |tx| {
            let reach = tx.actor.reach();
            let rows = application::list(tx.conn, &reach, &filter, page.after, page.fetch())?;
            Ok(page.page(rows, |row| row.id.0, ApplicationSummary::from)?.showing(by_name, |it| it.id))
        })
        .await
}
