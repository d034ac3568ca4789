//! Tasks within the caller's reach.

use kaiye_domain::{
    actor::need,
    id::CertificateId,
    verification::{VerificationKind, VerificationStatus},
};
use kaiye_persistence::repo::verification::{self as tasks, VerificationFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Failure, verification},
    state::State,
};

/// Which tasks.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct TasksOf {
    /// Only those that this department owes.
    #[param(example = "fire_brigade")]
    department: Option<String>,
    /// Only those in this status.
    #[param(schema_with = words::<VerificationStatus>, required = false)]
    status: Option<VerificationStatus>,
    /// Only those of this kind.
    #[param(schema_with = words::<VerificationKind>, required = false)]
    kind: Option<VerificationKind>,
    /// Only those of this certificate.
    certificate_id: Option<Uuid>,
}

/// List verification tasks
///
/// Those within your reach, the most pressing first, by priority: a department's own, a county's, or all of the zone's.
#[utoipa::path(get, path = "/verification-tasks")]
pub async fn list_verification_tasks(
    caller: Caller<need::ReadVerification>,
    state: State,
    filter: QueryOf<TasksOf>,
    page: PageQuery<(i32, Uuid)>,
) -> Answered<Page<VerificationTaskView>> {
    let asked = filter.0;
    state
        .read(&caller, move |tx| {
            let filter = VerificationFilter {
                department: asked.department,
                status: asked.status.map(|status| status.to_string()),
                kind: asked.kind.map(|kind| kind.to_string()),
                certificate: asked.certificate_id.map(CertificateId),
            };
            let reach = tx.actor.reach();
            let rows = tasks::list(tx.conn, &reach, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let kept = verification::kept(tx, rows)?;
            page.page(
                kept,
                |kept| (kept.row.priority, kept.task.id.into()),
                |kept| VerificationTaskView::new(&kept, tx.actor),
            )
        })
        .await
}
