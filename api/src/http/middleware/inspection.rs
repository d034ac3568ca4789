//! Keeps what inspection reads (S26): around every operation, so that no handler can forget it. It is durable before the
//! answer is given; what cannot be kept is not shown.

use std::sync::Arc;

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
};
use kaiye_domain::{
    actor::{Actor, Permission},
    inspection::is_kept,
};
use uuid::Uuid;

use crate::{
    http::{Problem, answer::ObjectsShown, caller::Identified, query::pairs},
    operations::inspection::record,
    state::State,
};

/// Answers, and keeps before that that it did, where inspection was shown something by this operation.
pub async fn keep_what_inspection_reads(
    request: ServiceRequest,
    next: Next<BoxBody>,
    operation: Arc<str>,
    permission: Permission,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?;
    let shown = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let Some(actor) = inspector(response.request(), permission).filter(|_| shown) else { return Ok(response) };
    let shown = response.response().extensions().get::<ObjectsShown>().and_then(|it| it.0.clone());
    match keep(response.request(), actor, operation, shown).await {
        Ok(()) => Ok(response),
        Err(problem) => Ok(response.error_response(problem)),
    }
}

/// Who calls, where what it reads is kept.
fn inspector(request: &HttpRequest, permission: Permission) -> Option<Actor> {
    let extensions = request.extensions();
    let actor = extensions.get::<Identified>()?.0.as_ref().ok()?;
    is_kept(actor, permission).then(|| actor.clone())
}

async fn keep(
    request: &HttpRequest,
    actor: Actor,
    operation: Arc<str>,
    shown: Option<Vec<Uuid>>,
) -> Result<(), Problem> {
    let state = request.app_data::<State>().cloned().ok_or_else(|| Problem::internal("no state"))?;
    let read = match shown {
        // What was asked for by a name and is not there, or not within reach, showed nothing.
        Some(shown) if shown.is_empty() => return Ok(()),
        Some(shown) => shown.into_iter().map(|it| [Some(it), None]).collect(),
        None => named(request),
    };
    state.transact(actor, move |tx| Ok(record(tx, &operation, &read)?)).await
}

/// What a request names: an object in its path, with a part of it; else each by which its list is limited, also as the
/// subject of events, `application/ID`; else nothing.
fn named(request: &HttpRequest) -> Vec<[Option<Uuid>; 2]> {
    let mut path = request.match_info().iter().filter_map(|(_, value)| value.parse().ok());
    if let Some(object) = path.next() {
        return vec![[Some(object), path.next()]];
    }
    let query = pairs(request).unwrap_or_default().into_iter();
    let ids = query.filter_map(|(_, value)| value.rsplit('/').next()?.parse().ok());
    let limits: Vec<_> = ids.map(|id| [Some(id), None]).collect();
    if limits.is_empty() { vec![[None, None]] } else { limits }
}
