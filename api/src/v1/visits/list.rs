//! How often somebody came.

use kaiye_domain::{actor::need, id::ApplicationId};
use kaiye_persistence::{
    map::visit_from,
    repo::{application, visit},
};
use uuid::Uuid;

use super::VisitView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId},
    state::State,
};

/// List an application's visits
///
/// Each time that somebody came to the window for it, in the order in which that was recorded (S27).
#[utoipa::path(get, path = "/applications/{id}/visits")]
pub async fn list_visits(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
    page: PageQuery<Uuid>,
) -> Answered<Page<VisitView>> {
    state
        .read(&caller, move |tx| {
            let reach = tx.actor.reach();
            application::find(tx.conn, &reach, id.0)?;
            let rows = visit::of_application(tx.conn, id.0, page.after, page.fetch())?;
            let visits = rows.into_iter().map(visit_from).collect::<Result<Vec<_>, _>>()?;
            page.page(visits, |visit| visit.id.into(), VisitView::from)
        })
        .await
}
