//! Pages for people alone: what a scanned code or a link leads to.

use super::{Answer, Language, Problem, Sent, etag, readable::PAGE};
use crate::openapi::OperationDoc;

/// A page.
#[derive(Debug)]
pub struct WebPage {
    page: String,
    language: Language,
    status: u16,
}

impl WebPage {
    /// What was asked for.
    pub fn new(page: String, language: Language) -> Self {
        Self { page, language, status: 200 }
    }

    /// That there is no such thing.
    pub fn not_found(page: String, language: Language) -> Self {
        Self { page, language, status: 404 }
    }
}

impl Answer for WebPage {
    fn sent(self) -> Result<Sent, Problem> {
        let headers = [
            ("etag", etag::of(None, &self.page)),
            ("content-type", "text/html; charset=utf-8".to_owned()),
            ("content-language", self.language.tag().to_owned()),
            ("content-security-policy", PAGE.to_owned()),
            ("cache-control", "no-cache".to_owned()),
            ("vary", "Accept-Language".to_owned()),
            ("x-robots-tag", "noindex".to_owned()),
        ];
        let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(Sent { status: self.status, headers, body: self.page })
    }

    fn describe(doc: &mut OperationDoc) {
        doc.file_answer("The page.", "text/html");
        doc.answer_header("200", "ETag", "Version of this representation, for `If-None-Match`.");
        doc.answer_header("200", "Content-Language", "zh-CN or en.");
        doc.can_be_unchanged();
    }
}
