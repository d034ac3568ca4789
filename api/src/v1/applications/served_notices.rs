//! What was served on the applicant.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    id::ApplicationId,
    served_notice::{NoticeKind, ServedNotice, ServiceChannel},
};
use kaiye_persistence::{
    map::notice_from,
    repo::{application, served_notice},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId},
    openapi::words,
    state::State,
};

/// A receipt, notice or decision as served (S6).
#[derive(Debug, Serialize, ToSchema)]
pub struct ServedNoticeView {
    /// Its id.
    pub id: Uuid,
    /// The requested item it is about; null for the whole application or several items.
    pub item_id: Option<Uuid>,
    /// What it is.
    #[schema(schema_with = words::<NoticeKind>)]
    pub kind: NoticeKind,
    /// Its number.
    #[schema(example = "SL-2025-7K2M9PQX4W1A")]
    pub number: String,
    /// How it was served.
    #[schema(schema_with = words::<ServiceChannel>)]
    pub channel: ServiceChannel,
    /// When.
    pub served_at: DateTime<Utc>,
    /// What it says: codes, dates and the office's words.
    #[schema(value_type = Object)]
    pub content: serde_json::Value,
}

impl From<ServedNotice> for ServedNoticeView {
    fn from(notice: ServedNotice) -> Self {
        Self {
            id: notice.id.into(),
            item_id: notice.item.map(Into::into),
            kind: notice.kind,
            number: notice.number,
            channel: notice.channel,
            served_at: notice.served_at,
            content: notice.content,
        }
    }
}

/// List an application's notices
///
/// Everything that was served on the applicant, the oldest first: receipts, corrections, suspensions, decisions, each
/// with its number, channel and time of service.
#[utoipa::path(get, path = "/applications/{id}/notices")]
pub async fn list_notices(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
    page: PageQuery<Uuid>,
) -> Answered<Page<ServedNoticeView>> {
    state
        .read(&caller, move |tx| {
            let reach = tx.actor.reach();
            application::find(tx.conn, &reach, id.0)?;
            let rows = served_notice::of_application(tx.conn, id.0, page.after, page.fetch())?;
            let notices = rows.into_iter().map(notice_from).collect::<Result<Vec<_>, _>>()?;
            page.page(notices, |notice| notice.id.into(), ServedNoticeView::from)
        })
        .await
}
