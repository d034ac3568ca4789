//! An upload: the body is the file itself, streamed to the content-addressed store while it is hashed. What it is, is
//! judged by its content and not by what the sender says.

use std::{
    future::{Ready, ready},
    time::Duration,
};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{StatusCode, header::CONTENT_LENGTH},
    web::Bytes,
};
use futures_util::StreamExt;
use kaiye_domain::application::media_type_of;
use utoipa::openapi::{
    ObjectBuilder, RefOr, Schema,
    schema::{KnownFormat, SchemaFormat, Type},
};

use super::{Described, Problem};
use crate::{openapi::OperationDoc, state::State};

/// Enough of a file to know what it is.
const HEAD: usize = 8;

/// A file on its way in. Nothing of it has been read yet.
pub struct Upload {
    payload: Payload,
    declared: Option<u64>,
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

impl Upload {
    /// Takes the file in, up to the configured size and within the configured time.
    pub async fn keep(self, state: &State) -> Result<KeptFile, Problem> {
        let patience = Duration::from_secs(state.config.server.upload_timeout_seconds);
        tokio::time::timeout(patience, self.read(state))
            .await
            .map_err(|_| Problem::new(StatusCode::REQUEST_TIMEOUT, "body_timeout"))?
    }

    async fn read(mut self, state: &State) -> Result<KeptFile, Problem> {
        let limit = state.config.server.upload_limit_bytes as u64;
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
        let media_type = media_type_of(&head)
            .ok_or_else(|| Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "upload_type_unsupported"))?;
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

    async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let malformed = |_| Problem::new(StatusCode::BAD_REQUEST, "upload_broken");
        self.payload.next().await.transpose().map_err(malformed)
    }
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "upload_too_large")
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let declared = length.and_then(|text| text.parse().ok());
        ready(Ok(Self { payload: payload.take(), declared }))
    }
}

impl Described for Upload {
    const SLOW: bool = true;

    fn describe(doc: &mut OperationDoc) {
        let format = Some(SchemaFormat::KnownFormat(KnownFormat::Binary));
        let schema: RefOr<Schema> = Schema::from(ObjectBuilder::new().schema_type(Type::String).format(format)).into();
        doc.body("application/octet-stream", schema);
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
