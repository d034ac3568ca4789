//! A request's id and its one log line: method, route, status, time; no query, no person.

use std::time::Instant;

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};
use tracing::Instrument;
use uuid::Uuid;

use crate::state::State;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
const LONGEST: usize = 64;

/// The id of a request, the caller's own when it sent a decent one.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Gives the request its id and logs it once it is answered.
pub async fn trace<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let id = sent(&request).unwrap_or_else(|| minted(&request));
    request.extensions_mut().insert(RequestId(id.clone()));
    let (method, started) = (request.method().clone(), Instant::now());
    let span = tracing::info_span!("request", id);
    let mut response = next.call(request).instrument(span.clone()).await?;
    let route = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    let status = response.status().as_u16();
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(%method, route, status, millis, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    Ok(response)
}

fn sent(request: &ServiceRequest) -> Option<String> {
    let text = request.headers().get(HEADER)?.to_str().ok()?;
    let decent = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    ((1..=LONGEST).contains(&text.len()) && text.chars().all(decent)).then(|| text.to_owned())
}

fn minted(request: &ServiceRequest) -> String {
    match request.app_data::<State>() {
        Some(state) => state.ids.mint::<Uuid>(state.clock.now()).to_string(),
        None => Uuid::nil().to_string(),
    }
}
