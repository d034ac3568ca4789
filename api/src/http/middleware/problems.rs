//! Makes every error a problem in the caller's language: ours and the framework's.

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
};

use super::RequestId;
use crate::{
    http::{Language, Problem},
    v1::oauth::OauthError,
};

/// Renders what went wrong further inside.
pub async fn problems<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let response = next.call(request).await?;
    let Some(error) = response.response().error() else { return Ok(response.map_into_left_body()) };
    // The OAuth endpoints have a standard of their own (RFC 6749 §5.2).
    if error.as_error::<OauthError>().is_some() {
        return Ok(response.map_into_left_body());
    }
    let problem = with_kept_headers(problem_of(error), &response);
    let request = response.request().clone();
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    let rendered = problem.render(Language::of(&request), id.as_deref());
    Ok(ServiceResponse::new(request, rendered).map_into_right_body())
}

/// Where the caller stands with the rate limit was said on the response that the problem replaces.
fn with_kept_headers<B>(mut problem: Problem, response: &ServiceResponse<B>) -> Problem {
    let said = response.headers().iter().filter(|(name, _)| name.as_str().starts_with("ratelimit"));
    problem.headers.extend(said.map(|(name, value)| (name.clone(), value.clone())));
    problem
}

fn problem_of(error: &Error) -> Problem {
    if let Some(problem) = error.as_error::<Problem>() {
        return problem.clone();
    }
    // What the framework refuses by itself.
    let status = error.as_response_error().status_code();
    let code = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::REQUEST_TIMEOUT => "body_timeout",
        StatusCode::PAYLOAD_TOO_LARGE => "body_too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media_type_unsupported",
        status if status.is_client_error() => "bad_request",
        _ => return Problem::internal(error),
    };
    Problem::new(status, code)
}
