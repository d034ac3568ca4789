//! What came of each row.

use kaiye_domain::{
    actor::need,
    id::IntakeBatchId,
    intake::{EntryStatus, only_of},
};
use kaiye_persistence::repo::intake_batch;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::IntakeRowView;
use crate::{
    http::{Answered, Caller, Language, Page, PageQuery, PathId, QueryOf},
    openapi::words,
    state::State,
};

/// Which rows.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct RowsOf {
    /// Only those with this outcome.
    #[param(schema_with = words::<EntryStatus>, required = false)]
    status: Option<EntryStatus>,
}

/// List the rows of a batch
///
/// The acknowledgement: what came of each row that was taken in so far, in their order, with reasons.
#[utoipa::path(get, path = "/intake-batches/{id}/rows")]
pub async fn list_intake_batch_rows(
    caller: Caller<need::ReadIntake>,
    state: State,
    id: PathId<IntakeBatchId>,
    query: QueryOf<RowsOf>,
    page: PageQuery<i32>,
    language: Language,
) -> Answered<Page<IntakeRowView>> {
    let status = query.0.status;
    state
        .read(&caller, move |tx| {
            intake_batch::find(tx.conn, only_of(tx.actor), id.0)?;
            let rows = intake_batch::entries(tx.conn, id.0, status.map(Into::into), page.after, page.fetch())?;
            let views = rows.into_iter().map(|row| IntakeRowView::of(row, language)).collect::<Result<Vec<_>, _>>()?;
            page.page(views, |view| view.row, |view| view)
        })
        .await
}
