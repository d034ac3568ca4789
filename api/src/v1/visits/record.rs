//! Somebody came.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, id::ApplicationId, visit::VisitPurpose};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::VisitView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey, PathId},
    openapi::words,
    operations::visits::{lock, record},
    state::State,
};

/// A visit to record.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVisit {
    /// What for.
    #[schema(schema_with = words::<VisitPurpose>)]
    purpose: VisitPurpose,
    /// When; now when absent. Not before the day on which the application came; who came to ask what it takes may have
    /// come up to 90 days earlier.
    visited_at: Option<DateTime<Utc>>,
}

/// Record a visit
///
/// By the window, each time that somebody has to come for an application, whatever for (最多跑一趟, S27). Who came is not
/// recorded. `get_progress` says how many visits it took and whether one was enough.
#[utoipa::path(post, path = "/applications/{id}/visits")]
pub async fn record_visit(
    caller: Caller<need::RecordVisit>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<NewVisit>,
) -> Answered<Created<VisitView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(lock(tx, id.0)?),
            move |tx, application| {
                let visit = record(tx, &application, body.value.purpose, body.value.visited_at)?;
                let location = format!("/api/v1/applications/{}/visits", visit.application);
                Ok(Created::at(location, VisitView::from(visit)))
            },
        )
        .await
}
