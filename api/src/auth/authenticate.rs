//! Finds out who calls, before any extractor runs: extractors run concurrently and must not each verify a token.

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::AUTHORIZATION,
    middleware::Next,
};
use kaiye_domain::actor::Actor;

use crate::http::{Problem, caller::Identified};

/// Leaves the caller, or why it is refused, for [`Caller`](crate::http::Caller).
pub async fn authenticate<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let identified = match request.headers().get(AUTHORIZATION) {
        None => Ok(Actor::public()),
        Some(_) => Err(Problem::unauthenticated("token_invalid")),
    };
    request.extensions_mut().insert(Identified(identified));
    next.call(request).await
}
