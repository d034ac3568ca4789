//! What is to be sent on paper, and what was.

use kaiye_domain::{actor::need, outbound::OutboundStatus};
use kaiye_persistence::repo::outbound::{self, OutboundFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::OutboundNoticeView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::outbound::Kept,
    state::State,
};

/// Which outbound notices.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct OutboundNoticesOf {
    /// Only those in this status.
    #[param(schema_with = words::<OutboundStatus>, required = false)]
    status: Option<OutboundStatus>,
    /// Only what this department sends.
    #[param(example = "market_supervision_branch")]
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Only those of this application.
    application_id: Option<Uuid>,
}

/// List outbound notices
///
/// What has to be sent on paper, each with its last day (S21): the commitment letters to who applied by letter, telex or
/// fax, and every notice that is served by post. The oldest first.
#[utoipa::path(get, path = "/outbound-notices")]
pub async fn list_outbound_notices(
    caller: Caller<need::ReadOutboundNotice>,
    state: State,
    query: QueryOf<OutboundNoticesOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<OutboundNoticeView>> {
    let asked = query.0;
    state
        .read(&caller, move |tx| {
            let filter = OutboundFilter {
                status: asked.status.map(|status| status.to_string()),
                department: asked.department,
                application: asked.application_id.map(Into::into),
            };
            let of = tx.actor.reach().departments();
            let rows = outbound::list(tx.conn, &of, &filter, page.after, page.fetch())?;
            let kept = rows.into_iter().map(Kept::of).collect::<Result<Vec<_>, _>>()?;
            let views = OutboundNoticeView::all(tx, kept)?;
            page.page(views, |view| view.id, |view| view)
        })
        .await
}
