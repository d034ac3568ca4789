//! What handlers answer. An answer is made inside the transaction, so that it can be stored beside the effect and
//! replayed; here it also says how it looks in the document.

use std::marker::PhantomData;

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{StatusCode, header},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Problem, etag};
use crate::openapi::OperationDoc;

/// Says how it looks in the OpenAPI document: implemented by what handlers take and by what they answer.
pub trait Described {
    /// Whether it may take longer than most: an upload.
    const SLOW: bool = false;

    /// Adds itself to the operation.
    fn describe(doc: &mut OperationDoc);
}

/// An answer that can be stored and replayed.
pub trait Answer: Sized + Send + 'static {
    /// The answer as bytes and headers.
    fn sent(self) -> Result<Sent, Problem>;
    /// What it shows, where the request asked for it otherwise than by id: for the log of what inspection reads.
    fn objects(&self) -> Option<Vec<Uuid>> {
        None
    }
    /// How it looks in the document.
    fn describe(doc: &mut OperationDoc);
}

/// An answer in the form that is stored beside its effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// The body; empty for none.
    pub body: String,
}

/// What an answer shows, where the request asked for it otherwise than by id.
#[derive(Debug, Default)]
pub(super) struct ObjectsShown(pub(super) Option<Vec<Uuid>>);

/// What every handler returns.
pub type Answered<A> = Result<Reply<A>, Problem>;

/// An answer of kind `A`, fresh or replayed.
#[derive(Debug)]
pub struct Reply<A> {
    sent: Sent,
    replayed: bool,
    objects: Option<Vec<Uuid>>,
    kind: PhantomData<fn() -> A>,
}

impl<A: Answer> Reply<A> {
    /// A fresh answer.
    pub fn fresh(answer: A) -> Result<Self, Problem> {
        let objects = answer.objects();
        Ok(Self { objects, ..Self::of(answer.sent()?, false) })
    }

    /// An answer from its stored form.
    pub fn of(sent: Sent, replayed: bool) -> Self {
        Self { sent, replayed, objects: None, kind: PhantomData }
    }

    /// The stored form.
    pub fn stored(&self) -> &Sent {
        &self.sent
    }
}

impl<A> Responder for Reply<A> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let tag = self.sent.headers.iter().find(|(name, _)| name == "etag").map(|(_, value)| value.as_str());
        // What is not there has no version that a caller could have.
        let reading = request.method().is_safe() && self.sent.status == StatusCode::OK.as_u16();
        let unchanged = reading && tag.is_some_and(|tag| etag::none_match(request, tag));
        let status = if unchanged { StatusCode::NOT_MODIFIED.as_u16() } else { self.sent.status };
        let mut response = HttpResponse::build(StatusCode::from_u16(status).unwrap_or(StatusCode::OK));
        for (name, value) in &self.sent.headers {
            response.append_header((name.as_str(), value.as_str()));
        }
        if self.replayed {
            response.insert_header(("idempotent-replayed", "true"));
        }
        response.extensions_mut().insert(ObjectsShown(self.objects));
        if unchanged || self.sent.body.is_empty() {
            return response.finish();
        }
        if !self.sent.headers.iter().any(|(name, _)| name == "content-type") {
            response.insert_header(header::ContentType::json());
        }
        response.body(self.sent.body)
    }
}

impl<A: Answer> Described for Answered<A> {
    fn describe(doc: &mut OperationDoc) {
        A::describe(doc);
    }
}

/// 200 with a resource.
#[derive(Debug)]
pub struct Shown<T> {
    body: T,
    version: Option<i32>,
    objects: Option<Vec<Uuid>>,
}

impl<T> Shown<T> {
    /// A resource that nobody edits.
    pub fn new(body: T) -> Self {
        Self { body, version: None, objects: None }
    }

    /// A resource with a version that edits name in `If-Match`.
    pub fn versioned(body: T, version: i32) -> Self {
        Self { version: Some(version), ..Self::new(body) }
    }

    /// The same, which was asked for by names and shows these.
    pub fn showing(self, objects: Vec<Uuid>) -> Self {
        Self { objects: Some(objects), ..self }
    }
}

impl<T: Serialize + ToSchema + Send + 'static> Answer for Shown<T> {
    fn sent(self) -> Result<Sent, Problem> {
        let body = json(&self.body)?;
        let tag = etag::of(self.version, &body);
        Ok(Sent { status: 200, headers: vec![("etag".into(), tag)], body })
    }

    fn objects(&self) -> Option<Vec<Uuid>> {
        self.objects.clone()
    }

    fn describe(doc: &mut OperationDoc) {
        let schema = doc.schema::<T>();
        doc.answer("200", "As asked for.", Some(schema));
        doc.answer_header("200", "ETag", "Version of this representation, for `If-None-Match` and `If-Match`.");
        doc.can_be_unchanged();
    }
}

/// 201 with the new resource and where it is.
#[derive(Debug)]
pub struct Created<T> {
    body: T,
    location: String,
    version: Option<i32>,
}

impl<T> Created<T> {
    /// A new resource at `location` (a path below the server).
    pub fn at(location: impl Into<String>, body: T) -> Self {
        Self { body, location: location.into(), version: None }
    }

    /// The same with a version that edits name in `If-Match`.
    pub fn versioned(self, version: i32) -> Self {
        Self { version: Some(version), ..self }
    }
}

impl<T: Serialize + ToSchema + Send + 'static> Answer for Created<T> {
    fn sent(self) -> Result<Sent, Problem> {
        let body = json(&self.body)?;
        let tag = etag::of(self.version, &body);
        Ok(Sent { status: 201, headers: vec![("location".into(), self.location), ("etag".into(), tag)], body })
    }

    fn describe(doc: &mut OperationDoc) {
        let schema = doc.schema::<T>();
        doc.answer("201", "Created.", Some(schema));
        doc.answer_header("201", "Location", "Where the new resource is.");
        doc.answer_header("201", "ETag", "Version of this representation, for `If-Match`.");
    }
}

/// 204: done, nothing to say.
#[derive(Debug, Clone, Copy)]
pub struct NoContent;

impl Answer for NoContent {
    fn sent(self) -> Result<Sent, Problem> {
        Ok(Sent { status: 204, headers: Vec::new(), body: String::new() })
    }

    fn describe(doc: &mut OperationDoc) {
        doc.answer("204", "Done.", None);
    }
}

fn json<T: Serialize>(body: &T) -> Result<String, Problem> {
    serde_json::to_string(body).map_err(|error| Problem::internal(format!("an answer cannot be written: {error}")))
}
