//! How every error looks: RFC 9457 with a stable code. What went wrong inside is logged once, here, and never shown.

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
};
use kaiye_domain::refusal::{Fault, Refusal, RefusalKind};
use kaiye_persistence::{StoreError, StoreErrorKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Language, texts};
use crate::operations::Failure;

/// The media type of problems.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// An error on its way to the caller. The texts are added when it is rendered, in the caller's language.
#[derive(Debug, Clone)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code; a key of the texts.
    pub code: &'static str,
    /// Each field at fault.
    pub faults: Vec<Fault>,
    /// Headers that belong to this error.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem of this status and code.
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, faults: Vec::new(), headers: Vec::new() }
    }

    /// Something broke on our side: logged here with its context, shown without.
    pub fn internal(context: impl fmt::Display) -> Self {
        tracing::error!(%context, "a request failed inside");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }

    /// The caller is not known.
    pub fn unauthenticated(code: &'static str) -> Self {
        let challenge = match code {
            "token_missing" => HeaderValue::from_static("Bearer realm=\"kaiye\""),
            _ => HeaderValue::from_static("Bearer realm=\"kaiye\", error=\"invalid_token\""),
        };
        Self::new(StatusCode::UNAUTHORIZED, code).with_header(header::WWW_AUTHENTICATE, challenge)
    }

    /// Nothing there, or nothing that this caller may know of.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// The same with one more fault.
    pub fn with_fault(mut self, pointer: impl Into<String>, code: &'static str) -> Self {
        self.faults.push(Fault { pointer: pointer.into(), code });
        self
    }

    /// The same with these faults.
    pub fn with_faults(mut self, faults: Vec<Fault>) -> Self {
        self.faults.extend(faults);
        self
    }

    /// The same with one more header.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The document for people and programs.
    pub fn document(&self, language: Language, request_id: Option<&str>) -> ProblemDocument {
        let text = texts::of(self.code);
        ProblemDocument {
            r#type: format!("/problems/{}", self.code),
            title: text.map_or(self.code, |text| text.title(language)).to_owned(),
            status: self.status.as_u16(),
            code: self.code.to_owned(),
            detail: text.and_then(|text| text.advice(language)).map(str::to_owned),
            errors: self.faults.iter().map(|fault| FieldError::new(fault, language)).collect(),
            request_id: request_id.map(str::to_owned),
        }
    }

    /// The answer in this language.
    pub fn render(&self, language: Language, request_id: Option<&str>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        response
            .insert_header((header::CONTENT_TYPE, CONTENT_TYPE))
            .insert_header((header::CONTENT_LANGUAGE, language.tag()))
            .insert_header((header::VARY, "Accept-Language"));
        for (name, value) in &self.headers {
            response.append_header((name.clone(), value.clone()));
        }
        // Serialising strings and numbers cannot fail.
        response.body(serde_json::to_vec(&self.document(language, request_id)).unwrap_or_default())
    }
}

/// A problem as it is sent (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// Where the code is explained.
    #[schema(format = "uri-reference", example = "/problems/body_invalid")]
    pub r#type: String,
    /// What is wrong, in the language of `Content-Language`.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable code to program against.
    #[schema(example = "body_invalid")]
    pub code: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Every field at fault, at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The id to quote when asking for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// One field at fault.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the request's body; `/query/NAME` for a query parameter.
    #[schema(example = "/business/area_m2")]
    pub pointer: String,
    /// Stable code.
    pub code: String,
    /// What is wrong with it.
    pub detail: String,
}

impl FieldError {
    fn new(fault: &Fault, language: Language) -> Self {
        let detail = texts::of(fault.code).map_or(fault.code, |text| text.title(language)).to_owned();
        Self { pointer: fault.pointer.clone(), code: fault.code.to_owned(), detail }
    }
}

/// Only the code: texts for people are made by [`Problem::document`].
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    /// The middleware renders it again in the caller's language.
    fn error_response(&self) -> HttpResponse {
        self.render(Language::default(), None)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal.kind {
            RefusalKind::Content => StatusCode::UNPROCESSABLE_ENTITY,
            RefusalKind::State => StatusCode::CONFLICT,
            RefusalKind::Stale => StatusCode::PRECONDITION_FAILED,
            RefusalKind::Forbidden => StatusCode::FORBIDDEN,
            RefusalKind::NotFound => StatusCode::NOT_FOUND,
        };
        Self { status, code: refusal.code, faults: refusal.faults, headers: Vec::new() }
    }
}

impl Problem {
    /// What is said of a file stands in the query, beside it: so do the fields at fault.
    pub fn in_the_query(failure: Failure) -> Self {
        let mut problem = Self::from(failure);
        problem.faults.iter_mut().for_each(|fault| fault.pointer.insert_str(0, "/query"));
        problem
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error.kind() {
            StoreErrorKind::NotFound => Self::not_found(),
            StoreErrorKind::Stale => Self::new(StatusCode::PRECONDITION_FAILED, "version_stale"),
            StoreErrorKind::Conflict { .. } => Self::new(StatusCode::CONFLICT, "conflict"),
            StoreErrorKind::Busy | StoreErrorKind::Unavailable => {
                tracing::warn!(context = error.context(), "the store cannot answer");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "store_unavailable")
                    .with_header(header::RETRY_AFTER, HeaderValue::from_static("2"))
            }
            StoreErrorKind::Unstorable => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "value_unstorable"),
            StoreErrorKind::Corrupt | StoreErrorKind::Internal => Self::internal(error.context()),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_speaks_the_callers_language_and_names_every_field() {
        let problem =
            Problem::from(Refusal::fields("body_invalid", vec![Fault { pointer: "/a/0".into(), code: "length" }]));
        assert_eq!(problem.status, StatusCode::UNPROCESSABLE_ENTITY);
        let chinese = problem.document(Language::Chinese, Some("r1"));
        let english = problem.document(Language::English, None);
        assert_eq!(chinese.r#type, "/problems/body_invalid");
        assert_eq!(chinese.title, "请求内容有误");
        assert_eq!(english.title, "The request's content is invalid");
        assert_eq!(english.errors[0].pointer, "/a/0");
        assert_eq!(english.errors[0].detail, "The length is out of bounds");
        assert_eq!(chinese.request_id.as_deref(), Some("r1"));
    }

    #[test]
    fn what_is_said_of_a_file_is_at_fault_in_the_query() {
        let refusal = Refusal::fields("content_invalid", vec![Fault { pointer: "/code".into(), code: "length" }]);
        let problem = Problem::in_the_query(Failure::Refused(refusal));
        assert_eq!((problem.code, problem.faults[0].pointer.as_str()), ("content_invalid", "/query/code"));
    }
}
