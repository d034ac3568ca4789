//! Headers that protect browsers, and the origins that may call from one.

use actix_cors::Cors;
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderName, HeaderValue},
    middleware::Next,
};

use crate::{config::Config, state::State};

/// Nothing may be loaded, run or framed from an answer.
const CLOSED: &str = "default-src 'none'; frame-ancestors 'none'";
/// The console needs its own scripts, styles and pictures, and calls this API.
const CONSOLE: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                       connect-src 'self'; frame-ancestors 'none'";

/// Adds the headers that no answer goes without.
pub async fn security_headers<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let tls = request.app_data::<State>().is_some_and(|state| state.config.server.tls);
    // What one caller was told, and every answer to more than a question, is nobody else's.
    let private = request.headers().contains_key(header::AUTHORIZATION) || !request.method().is_safe();
    let console = request.path().starts_with("/docs/");
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    if tls {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    // A page that people read brings its own.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let policy = HeaderValue::from_static(if console { CONSOLE } else { CLOSED });
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        // What anybody may read changes with the clock too: it is asked for anew, by its ETag.
        let keep = if private { "no-store" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        headers.append(header::VARY, HeaderValue::from_static("Authorization"));
    }
    Ok(response)
}

/// CORS for the configured origins; none configured, none allowed.
pub fn cors(config: &Config) -> Cors {
    config.server.cors_origins.iter().fold(
        Cors::default()
            .allowed_methods(["GET", "POST", "PUT", "PATCH", "DELETE"])
            .allowed_headers([
                "authorization",
                "content-type",
                "accept-language",
                "idempotency-key",
                "if-match",
                "if-none-match",
                "x-request-id",
            ])
            .expose_headers([
                "location",
                "etag",
                "link",
                "retry-after",
                "ratelimit",
                "ratelimit-policy",
                "x-request-id",
                "idempotent-replayed",
                "content-language",
                "document-status",
            ])
            .max_age(3600),
        |cors, origin| cors.allowed_origin(origin),
    )
}
