//! What came in.

use kaiye_domain::{
    actor::need,
    application::Channel,
    intake::{IntakeStatus, only_of},
};
use kaiye_persistence::repo::intake::{self as intakes, IntakeFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::IntakeView;
use crate::{
    http::{Answered, Caller, Language, Page, PageQuery, QueryOf},
    openapi::words,
    state::State,
};

/// Which intakes.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct IntakesOf {
    /// Only those in this status: `recorded` waits for an application.
    #[param(schema_with = words::<IntakeStatus>, required = false)]
    status: Option<IntakeStatus>,
    /// Only those by this channel.
    #[param(schema_with = words::<Channel>, required = false)]
    channel: Option<Channel>,
    /// Only those that nobody typed in by their last day and that still wait, or those that are not late.
    overdue: Option<bool>,
    /// Only those of this application.
    application_id: Option<Uuid>,
}

/// List intakes
///
/// What came in on paper or by e-mail, the oldest first; a system sees what it handed over itself.
#[utoipa::path(get, path = "/intakes")]
pub async fn list_intakes(
    caller: Caller<need::ReadIntake>,
    state: State,
    query: QueryOf<IntakesOf>,
    page: PageQuery<Uuid>,
    language: Language,
) -> Answered<Page<IntakeView>> {
    let asked = query.0;
    state
        .read(&caller, move |tx| {
            let filter = IntakeFilter {
                recorded_by: only_of(tx.actor),
                status: asked.status.map(|status| status.to_string()),
                channel: asked.channel.map(|channel| <&str>::from(channel).to_owned()),
                overdue: asked.overdue,
                application: asked.application_id.map(Into::into),
            };
            let rows = intakes::list(tx.conn, &filter, page.after, page.fetch())?;
            let views = rows.into_iter().map(|row| IntakeView::of(tx, row, language)).collect::<Result<Vec<_>, _>>()?;
            page.page(views, |view| view.id, |view| view)
        })
        .await
}
