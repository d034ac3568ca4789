//! Errors of the OAuth endpoints, as RFC 6749 §5.2 says; not problems.

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, WWW_AUTHENTICATE},
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::Problem;

/// An error of an OAuth endpoint.
#[derive(Debug, Clone)]
pub enum OauthError {
    /// A parameter is missing, repeated or malformed.
    InvalidRequest,
    /// The client is not known, closed, or its secret is wrong.
    InvalidClient,
    /// Another grant than client credentials.
    UnsupportedGrantType,
    /// A scope that is not the client's.
    InvalidScope,
    /// Something went wrong on our side.
    Inside(Problem),
}

/// RFC 6749 §5.2.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OauthErrorBody {
    /// `invalid_request`, `invalid_client`, `unsupported_grant_type`, `invalid_scope` or `server_error`.
    #[schema(example = "invalid_client")]
    error: &'static str,
    /// For the client's developer.
    error_description: &'static str,
}

impl OauthError {
    fn body(&self) -> OauthErrorBody {
        let (error, error_description) = match self {
            Self::InvalidRequest => ("invalid_request", "a parameter is missing, repeated or malformed"),
            Self::InvalidClient => ("invalid_client", "the client is not known or its secret is wrong"),
            Self::UnsupportedGrantType => ("unsupported_grant_type", "only client_credentials is supported"),
            Self::InvalidScope => ("invalid_scope", "the client does not have a scope that was asked for"),
            Self::Inside(_) => ("server_error", "something went wrong on our side"),
        };
        OauthErrorBody { error, error_description }
    }
}

impl fmt::Display for OauthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.body().error)
    }
}

impl From<Problem> for OauthError {
    fn from(problem: Problem) -> Self {
        Self::Inside(problem)
    }
}

impl ResponseError for OauthError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::InvalidClient => StatusCode::UNAUTHORIZED,
            Self::Inside(problem) => problem.status,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((CACHE_CONTROL, "no-store"));
        if matches!(self, Self::InvalidClient) {
            response.insert_header((WWW_AUTHENTICATE, "Basic realm=\"kaiye\""));
        }
        response.json(self.body())
    }
}
