//! Findings within the caller's reach.

use kaiye_domain::{
    actor::need,
    liability::{LiabilityCause, LiableParty},
};
use kaiye_persistence::{
    map::liability_from,
    repo::liability::{self as findings, LiabilityFilter},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::LiabilityFindingView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::Failure,
    state::State,
};

/// Which findings.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct FindingsOf {
    /// Only against this department, or against businesses that it supervises.
    #[param(example = "fire_brigade")]
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Only against this kind of party.
    #[param(schema_with = words::<LiableParty>, required = false)]
    party: Option<LiableParty>,
    /// Only for this.
    #[param(schema_with = words::<LiabilityCause>, required = false)]
    cause: Option<LiabilityCause>,
    /// Only those in this application.
    application_id: Option<Uuid>,
}

/// List liability findings
///
/// Who answers for what (S20), found by the system from the event log: a department for a step that it took late or has
/// not taken, a business for a commitment that was false or that it broke. Your own department's and those of the
/// businesses that it supervises; for inspection and appraisal all. The oldest first.
#[utoipa::path(get, path = "/liability-findings")]
pub async fn list_liability_findings(
    caller: Caller<need::ReadLiability>,
    state: State,
    filter: QueryOf<FindingsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<LiabilityFindingView>> {
    let asked = filter.0;
    state
        .read(&caller, move |tx| {
            let filter = LiabilityFilter {
                department: asked.department,
                party: asked.party.map(|party| party.to_string()),
                cause: asked.cause.map(|cause| cause.to_string()),
                application: asked.application_id.map(Into::into),
            };
            let reach = tx.actor.oversight();
            let rows = findings::list(tx.conn, &reach, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let found = rows.into_iter().map(liability_from).collect::<Result<Vec<_>, _>>().map_err(Failure::from)?;
            let (today, calendar) = (tx.today(), tx.calendar()?);
            page.page(found, |it| it.id.into(), |it| LiabilityFindingView::new(it, today, &calendar))
        })
        .await
}
