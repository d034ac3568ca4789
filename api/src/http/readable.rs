//! One resource as a program reads it and as people do: `Accept` chooses, JSON in doubt.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::ACCEPT};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Described, Problem, Sent, Shown};
use crate::openapi::OperationDoc;

/// The page brings its own style and pictures; nothing is loaded, run, sent or framed.
pub(super) const PAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
                    frame-ancestors 'none'";

/// Which of the two is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// `application/json`.
    Json,
    /// `text/html`.
    Html,
}

impl Wanted {
    /// The better weighted of the two in an `Accept` value; JSON in doubt.
    fn by(accept: &str) -> Self {
        let weight = |names: [&str; 2]| {
            let of = |range: &str| {
                let mut parts = range.split(';').map(str::trim);
                let name = parts.next()?.to_ascii_lowercase();
                let q = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
                names.contains(&name.as_str()).then_some(q)
            };
            accept.split(',').filter_map(of).fold(0.0, f32::max)
        };
        let json = weight(["application/json", "application/*"]);
        if weight(["text/html", "text/*"]) > json { Self::Html } else { Self::Json }
    }
}

impl FromRequest for Wanted {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
        ready(Ok(accept.map_or(Self::Json, Self::by)))
    }
}

/// Nothing to add: OpenAPI lets the media types of the answer say what `Accept` may be.
impl Described for Wanted {
    fn describe(_: &mut OperationDoc) {}
}

/// 200 with a resource, as a program reads it or as people do.
#[derive(Debug)]
pub enum Readable<T> {
    /// As a program reads it.
    Json(T),
    /// As people do.
    Html {
        /// The page.
        page: String,
        /// Its named hash: its `ETag`.
        hash: String,
        /// Whether it stands.
        status: &'static str,
    },
}

impl<T: Serialize + ToSchema + Send + 'static> Answer for Readable<T> {
    fn sent(self) -> Result<Sent, Problem> {
        let vary = ("vary".to_owned(), "Accept".to_owned());
        match self {
            Self::Json(body) => {
                let mut sent = Shown::new(body).sent()?;
                sent.headers.push(vary);
                Ok(sent)
            }
            Self::Html { page, hash, status } => {
                let headers = [
                    ("etag", format!("\"{hash}\"")),
                    ("content-type", "text/html; charset=utf-8".to_owned()),
                    ("content-language", "zh-CN".to_owned()),
                    ("content-security-policy", PAGE.to_owned()),
                    ("document-status", status.to_owned()),
                ];
                let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).chain([vary]);
                Ok(Sent { status: 200, headers: headers.collect(), body: page })
            }
        }
    }

    fn describe(doc: &mut OperationDoc) {
        Shown::<T>::describe(doc);
        doc.page_answer();
        doc.answer_header("200", "Content-Language", "Of a page: zh-CN.");
        doc.answer_header("200", "Document-Status", "Of a page: whether the document stands, as `status` in JSON.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_doubt() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (accept, wanted) in [
            ("", Wanted::Json),
            ("*/*", Wanted::Json),
            ("application/json", Wanted::Json),
            ("text/html", Wanted::Html),
            (browser, Wanted::Html),
            ("text/html;q=0.5, application/json", Wanted::Json),
            ("text/html;q=0.5, application/json;q=0.4", Wanted::Html),
            ("text/html, application/json", Wanted::Json),
            ("text/html;q=x", Wanted::Json),
        ] {
            assert_eq!(Wanted::by(accept), wanted, "{accept}");
        }
    }
}
