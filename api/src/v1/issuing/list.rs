//! The records of an application's issue.

use kaiye_domain::{actor::need, id::ApplicationId};
use kaiye_persistence::{
    map::decision_from,
    repo::{application, decision},
};
use uuid::Uuid;

use super::view::DecisionView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId},
    operations::Failure,
    state::State,
};

/// List an application's decisions
///
/// The record of each run of the issue transaction: every check that was made, with its inputs and outcome, and the
/// result (S9).
#[utoipa::path(get, path = "/applications/{id}/decisions")]
pub async fn list_decisions(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
    page: PageQuery<Uuid>,
) -> Answered<Page<DecisionView>> {
    state
        .read(&caller, move |tx| {
            application::find(tx.conn, &tx.actor.reach(), id.0).map_err(Failure::from)?;
            let rows = decision::of_application(tx.conn, id.0, page.after, page.fetch()).map_err(Failure::from)?;
            let records = rows.into_iter().map(decision_from).collect::<Result<Vec<_>, _>>().map_err(Failure::from)?;
            page.page(records, |record| record.id.into(), |record| record.seen_by(tx.actor).into())
        })
        .await
}
