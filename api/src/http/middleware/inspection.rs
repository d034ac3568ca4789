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
    let shown = response.response().extensions().get::<ObjectsShown>().map(|it| it.0.clone()).unwrap_or_default();
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

async fn keep(request: &HttpRequest, actor: Actor, operation: Arc<str>, shown: Vec<Uuid>) -> Result<(), Problem> {
    let state = request.app_data::<State>().cloned().ok_or_else(|| Problem::internal("no state"))?;
    let read = if shown.is_empty() {
        vec![named(request)]
    } else {
        shown.into_iter().map(|object| [Some(object), None]).collect()
    };
    state.transact(actor, move |tx| Ok(record(tx, &operation, &read)?)).await
}

/// The ids that a request names, in its path or else in what its list is limited to.
fn named(request: &HttpRequest) -> [Option<Uuid>; 2] {
    let path = request.match_info().iter().map(|(_, value)| value.to_owned());
    let query = pairs(request).unwrap_or_default().into_iter().map(|(_, value)| value);
    let mut ids = path.chain(query).filter_map(|value| value.parse().ok());
    [ids.next(), ids.next()]
}
