//! One resource as a program reads it and as people do: `Accept` chooses, JSON in doubt.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{Accept, Header, Quality, QualityItem},
};
use mime::{Mime, Name};
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
    /// The better weighted of the two; JSON in doubt.
    fn by(ranges: &[QualityItem<Mime>]) -> Self {
        if quality(ranges, &mime::TEXT_HTML) > quality(ranges, &mime::APPLICATION_JSON) {
            Self::Html
        } else {
            Self::Json
        }
    }
}

/// How much a media type is wanted: as the most specific range says that it is in (RFC 9110 §12.5.1).
fn quality(ranges: &[QualityItem<Mime>], of: &Mime) -> Quality {
    let specific = |range: &QualityItem<Mime>| {
        let within = |range: Name<'_>, name: Name<'_>| range == name || range == mime::STAR;
        let fits = within(range.item.type_(), of.type_()) && within(range.item.subtype(), of.subtype());
        fits.then(|| (range.item.type_() != mime::STAR, range.item.subtype() != mime::STAR, range.quality))
    };
    ranges.iter().filter_map(specific).max().map_or(Quality::ZERO, |(_, _, quality)| quality)
}

impl FromRequest for Wanted {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Accept::parse(request).map_or(Self::Json, |accept| Self::by(&accept))))
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
    use actix_web::{http::header::ACCEPT, test::TestRequest};

    use super::*;

    #[test]
    fn json_in_doubt() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (sent, wanted) in [
            ("", Wanted::Json),
            ("*/*", Wanted::Json),
            ("application/json", Wanted::Json),
            ("text/html", Wanted::Html),
            (browser, Wanted::Html),
            ("text/html;q=0.5, application/json", Wanted::Json),
            ("text/html;q=0.5, application/json;q=0.4", Wanted::Html),
            ("text/html, application/json", Wanted::Json),
            ("text/html;q=x", Wanted::Json),
            ("text/html;q=0.5, */*", Wanted::Json),
            ("text/html;Q=0.1, application/json;q=0.2", Wanted::Json),
            ("application/json;q=0, */*", Wanted::Html),
            ("text/*;q=0.9, text/html;q=0, application/json;q=0.5", Wanted::Json),
        ] {
            let request = TestRequest::default().insert_header((ACCEPT, sent)).to_http_request();
            let found = Wanted::from_request(&request, &mut Payload::None).into_inner().expect("either");
            assert_eq!(found, wanted, "{sent}");
        }
    }
}
