//! Notices within the caller's reach.

use kaiye_domain::{actor::need, supervision_notice::SupervisionStatus};
use kaiye_persistence::repo::supervision_notice::{self, SupervisionNoticeFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::SupervisionNoticeView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Outcome, supervision::Kept},
    state::State,
};

/// Which notices.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct SupervisionNoticesOf {
    /// Only those to this department.
    #[param(example = "fire_brigade")]
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Only those in this status.
    #[param(schema_with = words::<SupervisionStatus>, required = false)]
    status: Option<SupervisionStatus>,
    /// Only those about this application or what belongs to it.
    application_id: Option<Uuid>,
    /// Only those about this very case.
    about_id: Option<Uuid>,
    /// Only those whose answer is late and has not come, or only the others.
    overdue: Option<bool>,
}

/// List supervision notices
///
/// Inspection and appraisal see all, a department those that go to it; the newest first.
#[utoipa::path(get, path = "/supervision-notices")]
pub async fn list_supervision_notices(
    caller: Caller<need::ReadSupervisionNotice>,
    state: State,
    query: QueryOf<SupervisionNoticesOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<SupervisionNoticeView>> {
    let asked = query.0;
    state
        .read(&caller, move |tx| {
            let filter = SupervisionNoticeFilter {
                department: asked.department,
                status: asked.status.map(|status| status.to_string()),
                application: asked.application_id.map(Into::into),
                about: asked.about_id,
                overdue: asked.overdue.map(|overdue| (overdue, tx.today())),
            };
            let of = tx.actor.notices();
            let rows = supervision_notice::list(tx.conn, &of, &filter, page.after, page.fetch())?;
            let kept = rows.into_iter().map(Kept::of).collect::<Outcome<Vec<_>>>()?;
            let views = kept.into_iter().map(|it| SupervisionNoticeView::of(tx, it)).collect::<Outcome<Vec<_>>>()?;
            page.page(views, |view| view.id, |view| view)
        })
        .await
}
