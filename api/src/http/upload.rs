//! An upload: the body is the file itself, streamed to the content-addressed store while it is hashed. What it is, is
//! judged by its content and not by what the sender says.

use std::{
    future::{Ready, ready},
    marker::PhantomData,
    time::Duration,
};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    http::{StatusCode, header::CONTENT_LENGTH},
    web::Bytes,
};
use futures_util::StreamExt;
use kaiye_domain::{
    application::{media_type_of, plain_file_name},
    intake::IntakeFile,
};
use utoipa::openapi::{
    ObjectBuilder, RefOr, Schema,
    schema::{KnownFormat, SchemaFormat, Type},
};

use super::{Described, Problem};
use crate::{config::Config, openapi::OperationDoc, state::State};

/// Enough of a file to know what it is.
const HEAD: usize = 8;

/// What may be uploaded to an operation.
pub trait UploadKind: 'static {
    /// As which media types it is sent; as any where there is none.
    const SENT_AS: &'static [&'static str];

    /// The most bytes that it may have.
    fn limit(config: &Config) -> usize;

    /// What it is, by its first bytes and as what it was sent; nothing for what is not taken.
    fn media_type(head: &[u8], sent_as: &str) -> Option<&'static str>;
}

/// A paper: PDF, JPEG or PNG by its content, whatever its header says.
pub struct Document;

impl UploadKind for Document {
    const SENT_AS: &'static [&'static str] = &[];

    fn limit(config: &Config) -> usize {
        config.server.upload_limit_bytes
    }

    fn media_type(head: &[u8], _: &str) -> Option<&'static str> {
        media_type_of(head)
    }
}

/// A file on its way in. Nothing of it has been read yet.
pub struct Upload<K = Document> {
    payload: Payload,
    declared: Option<u64>,
    sent_as: String,
    kind: PhantomData<fn() -> K>,
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Named hash of the content.
    pub digest: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
}

impl KeptFile {
    /// What came in, under a name that leads nowhere.
    pub fn named(self, name: &str) -> IntakeFile {
        IntakeFile { name: plain_file_name(name), media_type: self.media_type, size: self.size, digest: self.digest }
    }
}

impl<K: UploadKind> Upload<K> {
    /// Takes the file in, up to the configured size and within the configured time.
    pub async fn keep(self, state: &State) -> Result<KeptFile, Problem> {
        in_time(state, self.store(state)).await
    }

    /// Takes a small file in whole, within the same time: what is kept with the rows and not in the store.
    pub async fn whole(self, state: &State) -> Result<Vec<u8>, Problem> {
        in_time(state, self.collect(state)).await
    }

    async fn store(mut self, state: &State) -> Result<KeptFile, Problem> {
        let (head, media_type, limit) = self.begin(state).await?;
        let mut incoming = state.materials()?.begin(state.ids.mint(state.clock.now())).await?;
        let mut next = Some(Bytes::from(head));
        while let Some(bytes) = next {
            if incoming.size() + bytes.len() as u64 > limit {
                incoming.abort().await?;
                return Err(too_large());
            }
            incoming.write(bytes).await?;
            next = match self.next().await {
                Ok(next) => next,
                Err(problem) => {
                    incoming.abort().await?;
                    return Err(problem);
                }
            };
        }
        let stored = incoming.finish().await?;
        let size = i64::try_from(stored.size).map_err(|_| too_large())?;
        Ok(KeptFile { digest: stored.digest, media_type: media_type.to_owned(), size })
    }

    async fn collect(mut self, state: &State) -> Result<Vec<u8>, Problem> {
        let (mut file, _, limit) = self.begin(state).await?;
        while file.len() as u64 <= limit {
            match self.next().await? {
                Some(bytes) => file.extend_from_slice(&bytes),
                None => return Ok(file),
            }
        }
        Err(too_large())
    }

    /// The first bytes, what they are of, and how many there may be in all.
    async fn begin(&mut self, state: &State) -> Result<(Vec<u8>, &'static str, u64), Problem> {
        let unsupported = |code| Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code);
        if !K::SENT_AS.is_empty() && !K::SENT_AS.contains(&self.sent_as.as_str()) {
            return Err(unsupported(TYPE_UNSUPPORTED));
        }
        let limit = K::limit(&state.config) as u64;
        if self.declared.is_some_and(|declared| declared > limit) {
            return Err(too_large());
        }
        let mut head: Vec<u8> = Vec::new();
        while head.len() < HEAD
            && let Some(bytes) = self.next().await?
        {
            head.extend_from_slice(&bytes);
        }
        if head.is_empty() {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "upload_empty"));
        }
        let media_type = K::media_type(&head, &self.sent_as).ok_or_else(|| unsupported("upload_type_unsupported"))?;
        Ok((head, media_type, limit))
    }

    async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let malformed = |_| Problem::new(StatusCode::BAD_REQUEST, "upload_broken");
        self.payload.next().await.transpose().map_err(malformed)
    }
}

async fn in_time<T>(state: &State, taken: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let patience = Duration::from_secs(state.config.server.upload_timeout_seconds);
    let late = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, "body_timeout");
    tokio::time::timeout(patience, taken).await.map_err(late)?
}

const TYPE_UNSUPPORTED: &str = "media_type_unsupported";

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "upload_too_large")
}

impl<K: UploadKind> FromRequest for Upload<K> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let declared = length.and_then(|text| text.parse().ok());
        let sent_as = request.content_type().to_ascii_lowercase();
        ready(Ok(Self { payload: payload.take(), declared, sent_as, kind: PhantomData }))
    }
}

impl<K: UploadKind> Described for Upload<K> {
    const SLOW: bool = true;

    fn describe(doc: &mut OperationDoc) {
        let format = Some(SchemaFormat::KnownFormat(KnownFormat::Binary));
        let schema: RefOr<Schema> = Schema::from(ObjectBuilder::new().schema_type(Type::String).format(format)).into();
        let sent_as = if K::SENT_AS.is_empty() { &["application/octet-stream"] } else { K::SENT_AS };
        doc.body_as(sent_as, schema);
        if !K::SENT_AS.is_empty() {
            doc.problem("415", TYPE_UNSUPPORTED);
        }
        for (status, code) in [
            ("400", "upload_broken"),
            ("408", "body_timeout"),
            ("413", "upload_too_large"),
            ("415", "upload_type_unsupported"),
            ("422", "upload_empty"),
        ] {
            doc.problem(status, code);
        }
    }
}
