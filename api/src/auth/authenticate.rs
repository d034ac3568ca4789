//! Finds out who calls, before any extractor runs: extractors run concurrently and must not each verify a token.

use std::future::{Ready, ready};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::AUTHORIZATION,
    middleware::Next,
};
use kaiye_domain::{actor::Actor, id::SessionId};
use uuid::Uuid;

use super::identify;
use crate::{
    http::{Described, Problem, caller::Identified},
    openapi::OperationDoc,
    state::State,
};

/// What the caller identified itself with.
#[derive(Debug, Clone)]
pub struct Credential {
    /// The token's id.
    pub jti: Uuid,
    /// The session that it belongs to.
    pub session: Option<SessionId>,
    /// When it expires, in seconds since 1970.
    pub expires_at: i64,
}

/// Leaves the caller, or why it is refused, for [`Caller`](crate::http::Caller).
pub async fn authenticate<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let identified = caller(&request).await;
    request.extensions_mut().insert(Identified(identified));
    next.call(request).await
}

async fn caller(request: &ServiceRequest) -> Result<Actor, Problem> {
    let Some(value) = request.headers().get(AUTHORIZATION) else { return Ok(Actor::public()) };
    let invalid = || Problem::unauthenticated("token_invalid");
    let (scheme, token) = value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or_else(invalid)?;
    if scheme.eq_ignore_ascii_case("basic") && request.path().starts_with("/oauth/") {
        // A client's own secret: the token endpoint looks at it itself.
        return Ok(Actor::public());
    }
    let state = request.app_data::<State>().cloned().ok_or_else(|| Problem::internal("no state"))?;
    // While the service starts nobody is known yet, and only its health is told.
    if !scheme.eq_ignore_ascii_case("bearer") || !state.is_started() {
        return Err(invalid());
    }
    let (actor, credential) = identify(&state, token.trim()).await?;
    request.extensions_mut().insert(credential);
    Ok(actor)
}

impl FromRequest for Credential {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Self>().cloned();
        ready(found.ok_or_else(|| Problem::unauthenticated("token_missing")))
    }
}

impl Described for Credential {
    fn describe(_: &mut OperationDoc) {}
}
