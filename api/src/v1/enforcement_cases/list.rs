//! Cases within the caller's reach.

use kaiye_domain::{
    actor::need,
    enforcement::{CaseCause, CaseStatus},
    id::CertificateId,
};
use kaiye_persistence::repo::enforcement::{self, CaseFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::CaseView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Failure, Outcome, enforcement::Kept},
    state::State,
};

/// Which cases.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct CasesOf {
    /// Only those of this supervising department.
    #[param(example = "fire_brigade")]
    department: Option<String>,
    /// Only those about what this department granted.
    grantor: Option<String>,
    /// Only those about this fault.
    #[param(schema_with = words::<CaseCause>, required = false)]
    cause: Option<CaseCause>,
    /// Only those in this status.
    #[param(schema_with = words::<CaseStatus>, required = false)]
    status: Option<CaseStatus>,
    /// Only those against this certificate.
    certificate_id: Option<Uuid>,
}

/// List enforcement cases
///
/// Those within your reach, the newest first: a business's own, a department's as supervisor, grantor or review body, a
/// county's, or all of the zone's.
#[utoipa::path(get, path = "/enforcement-cases")]
pub async fn list_enforcement_cases(
    caller: Caller<need::ReadEnforcement>,
    state: State,
    filter: QueryOf<CasesOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<CaseView>> {
    let asked = filter.0;
    state
        .read(&caller, move |tx| {
            let filter = CaseFilter {
                department: asked.department,
                grantor: asked.grantor,
                cause: asked.cause.map(|cause| cause.to_string()),
                status: asked.status.map(|status| status.to_string()),
                certificate: asked.certificate_id.map(CertificateId),
            };
            let reach = tx.actor.reach();
            let rows = enforcement::list(tx.conn, &reach, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let kept = rows.into_iter().map(Kept::from_row).collect::<Outcome<Vec<_>>>()?;
            page.page(kept, |kept| kept.case.id.into(), |kept| CaseView::new(kept.case, tx.actor, tx.now))
        })
        .await
}
