//! What happened to an application.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::{ActorKind, need},
    event::SubjectKind,
    id::ApplicationId,
};
use kaiye_persistence::repo::{application, event};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId},
    state::State,
};

/// One event of an application's chain: thin data, without anything personal.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventView {
    /// Stable id.
    pub id: Uuid,
    /// Number within the application, from 1, without gaps.
    pub sequence: i64,
    /// What happened.
    #[schema(example = "application.submitted")]
    pub kind: String,
    /// `account`, `client`, `kaiye` or `public`.
    #[schema(example = "account")]
    pub actor_kind: &'static str,
    /// Who did it; null for Kaiye itself.
    pub actor_id: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
    /// Ids, codes and dates.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
    /// Hash of the event before; empty for the first.
    pub previous_hash: String,
    /// Hash over all of this event: a chain that shows what was changed.
    pub hash: String,
}

/// List an application's events
///
/// Its timeline and audit trail, the oldest first, hash-chained.
#[utoipa::path(get, path = "/applications/{id}/events")]
pub async fn list_application_events(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
    page: PageQuery<i64>,
) -> Answered<Page<EventView>> {
    state
        .read(&caller, move |tx| {
            let reach = tx.actor.reach();
            application::find(tx.conn, &reach, id.0)?;
            let subject = (SubjectKind::Application, id.0.into());
            let rows = event::of_subject(tx.conn, subject, page.after.unwrap_or_default(), page.fetch())?;
            page.page(
                rows,
                |row| row.event.sequence,
                |row| EventView {
                    id: row.event.id.into(),
                    sequence: row.event.sequence,
                    kind: row.event.kind,
                    actor_kind: row.event.actor.kind.into(),
                    actor_id: (row.event.actor.kind != ActorKind::Kaiye).then_some(row.event.actor.id),
                    at: row.event.at,
                    data: row.event.data,
                    previous_hash: row.event.previous_hash,
                    hash: row.event.hash,
                },
            )
        })
        .await
}
