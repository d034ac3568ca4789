//! When requests are taken at all: not before the service has started, nor once it stops.

use actix_web::{
    Error,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
    middleware::Next,
};

use crate::{http::Problem, state::State};

/// Sheds everything but the health checks while the service starts.
pub async fn once_started<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let started = request.app_data::<State>().is_some_and(|state| state.is_started());
    if started || request.path().starts_with("/health/") {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "starting")
        .with_header(RETRY_AFTER, HeaderValue::from_static("5"));
    Ok(request.error_response(problem).map_into_right_body())
}
