//! Answers that are files: to be kept, never to be run.

use std::io;

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::{BoxBody, SizedStream},
    http::header::{
        self, Charset, ContentDisposition, ContentEncoding, DispositionParam, DispositionType, ExtendedValue,
    },
    web::Bytes,
};
use futures_util::{StreamExt, stream::BoxStream};
use kaiye_persistence::StoreResult;

use super::{Answer, Described, Problem, Sent, etag};
use crate::openapi::OperationDoc;

/// A stored file, streamed.
pub struct FileReply {
    /// Its name.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Named hash of its content: its `ETag`.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its bytes.
    pub stream: BoxStream<'static, StoreResult<Bytes>>,
}

impl Responder for FileReply {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let tag = format!("\"{}\"", self.digest);
        if etag::none_match(request, &tag) {
            return HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish();
        }
        let bytes = self.stream.map(|bytes| {
            bytes.map_err(|error| {
                tracing::error!(context = error.context(), "a material broke off on its way out");
                io::Error::other("the material cannot be read")
            })
        });
        HttpResponse::Ok()
            .insert_header((header::ETAG, tag))
            .insert_header((header::CONTENT_TYPE, self.media_type))
            .insert_header(ContentEncoding::Identity)
            .insert_header(attachment(&self.file_name))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(SizedStream::new(self.size, bytes))
    }
}

impl Described for Result<FileReply, Problem> {
    fn describe(doc: &mut OperationDoc) {
        doc.file_answer("The file.", "application/octet-stream");
        doc.answer_header("200", "ETag", "Named hash of the content, for `If-None-Match`.");
        doc.answer_header("200", "Content-Disposition", "An attachment, with the file's name.");
        doc.can_be_unchanged();
    }
}

/// A short text as a file.
#[derive(Debug)]
pub struct TextFile {
    file_name: String,
    text: String,
}

impl TextFile {
    /// A text under this name.
    pub fn new(file_name: String, text: String) -> Self {
        Self { file_name, text }
    }
}

impl Answer for TextFile {
    fn sent(self) -> Result<Sent, Problem> {
        let headers = vec![
            ("etag".to_owned(), etag::of(None, &self.text)),
            ("content-type".to_owned(), "text/plain; charset=utf-8".to_owned()),
            ("content-disposition".to_owned(), attachment(&self.file_name).to_string()),
        ];
        Ok(Sent { status: 200, headers, body: self.text })
    }

    fn describe(doc: &mut OperationDoc) {
        doc.file_answer("The text.", "text/plain");
        doc.answer_header("200", "ETag", "Version of this representation, for `If-None-Match`.");
        doc.answer_header("200", "Content-Disposition", "An attachment, with the file's name.");
        doc.can_be_unchanged();
    }
}

/// A name that any client understands: in UTF-8 (RFC 8187), with an ASCII one beside it.
fn attachment(file_name: &str) -> ContentDisposition {
    let plain: String =
        file_name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect();
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(plain),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: file_name.as_bytes().to_vec(),
            }),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        let text = attachment("平面\"图\r\nx.pdf").to_string();
        assert_eq!(
            text,
            "attachment; filename=\"___________x.pdf\"; filename*=UTF-8''%E5%B9%B3%E9%9D%A2%22%E5%9B%BE%0D%0Ax.pdf"
                .replace("___________", "______")
        );
    }
}
