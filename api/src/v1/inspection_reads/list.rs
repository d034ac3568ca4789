//! What inspection read.

use chrono::{DateTime, Utc};
use kaiye_domain::actor::{Role, need};
use kaiye_persistence::{
    repo::inspection_read::{self, InspectionReadFilter},
    row::InspectionReadRow,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    state::State,
};

/// Which reads.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct InspectionReadsOf {
    /// Only by this account.
    account_id: Option<Uuid>,
    /// Only of this object.
    object_id: Option<Uuid>,
}

/// One time that inspection was shown something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionRead)]
pub struct InspectionReadView {
    /// Its id.
    pub id: Uuid,
    /// The account of who read.
    pub account_id: Uuid,
    /// The operation by which.
    #[schema(example = "get_application")]
    pub operation: String,
    /// What was read: the id that the request named, to read it or to limit a list to it, or of what it asked for by a
    /// number or a name; null for a list of everything.
    pub object_id: Option<Uuid>,
    /// The second id that it named, such as a material of an application.
    pub part_id: Option<Uuid>,
    /// When.
    pub read_at: DateTime<Utc>,
}

impl From<InspectionReadRow> for InspectionReadView {
    fn from(row: InspectionReadRow) -> Self {
        Self {
            id: row.id.0,
            account_id: row.account_id.0,
            operation: row.operation,
            object_id: row.object_id.map(|id| id.0),
            part_id: row.part_id.map(|id| id.0),
            read_at: row.read_at.into(),
        }
    }
}

/// List inspection's reads
///
/// Who reads everything is accountable for it (S26): each time that inspection was shown a case, a list of cases or a
/// document, and each stream of events that it began, is kept before it is shown, as long as the policy says. The administrator sees all of it, an
/// inspector what is its own; the latest first.
#[utoipa::path(get, path = "/inspection-reads")]
pub async fn list_inspection_reads(
    caller: Caller<need::ReadInspectionLog>,
    state: State,
    query: QueryOf<InspectionReadsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<InspectionReadView>> {
    let InspectionReadsOf { account_id, object_id } = query.0;
    state
        .read(&caller, move |tx| {
            let only = (!tx.actor.is(Role::Administrator)).then_some(tx.actor.id);
            let filter = InspectionReadFilter { only, account: account_id, object: object_id };
            let rows = inspection_read::list(tx.conn, &filter, page.after, page.fetch())?;
            page.page(rows, |row| row.id.0, InspectionReadView::from)
        })
        .await
}
