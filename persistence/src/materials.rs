//! The bytes of materials (S1), by content: what is filed twice is kept once, and a digest always leads to the same bytes.
//! A folder by default; any S3-compatible service with the feature `s3`.
//!
//! Bytes arrive before the transaction that refers to them, under `incoming/`, and are moved to `sha256/…` once they are
//! whole. A transaction that then fails, or a material that is later replaced, leaves its bytes behind: nothing is ever
//! deleted by digest, because another application may have filed the same. What is kept how long is the archive's
//! decision; an upload that never ended is cleared away by [`MaterialStore::purge_incoming`] (and, on S3, by a lifecycle
//! rule for incomplete multipart uploads).

use std::{fmt, path::Path as FilePath, sync::Arc};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream::BoxStream};
use object_store::{
    GetOptions, GetRange, ObjectStore, ObjectStoreExt, WriteMultipart, local::LocalFileSystem, path::Path,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{StoreError, StoreErrorKind, StoreResult};

const INCOMING: &str = "incoming";
const ALGORITHM: &str = "sha256";

/// Parts of one upload under way at once.
const PARTS_AT_ONCE: usize = 4;

/// Where materials' bytes are kept; a clone is another handle on the same place.
#[derive(Clone)]
pub struct MaterialStore {
    objects: Arc<dyn ObjectStore>,
}

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMaterial {
    /// Digest of the bytes, with its algorithm: `sha256:…`.
    pub digest: String,
    /// How many bytes.
    pub size: u64,
}

/// A material's bytes on their way out.
pub struct MaterialContent {
    /// How many bytes.
    pub size: u64,
    /// The bytes.
    pub stream: BoxStream<'static, StoreResult<Bytes>>,
}

/// A material on its way in. Dropped before [`Incoming::finish`], it leaves nothing that can be found.
pub struct Incoming {
    objects: Arc<dyn ObjectStore>,
    at: Path,
    upload: WriteMultipart,
    hash: Sha256,
    size: u64,
}

impl MaterialStore {
    /// Keeps materials in a folder, which is made if it is not there. Files reach the disk before they are answered for.
    pub fn in_folder(folder: &FilePath) -> StoreResult<Self> {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::new(StoreErrorKind::Unavailable, format!("{}: {error}", folder.display())))?;
        let objects = LocalFileSystem::new_with_prefix(folder).map_err(failed)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects) })
    }

    /// Keeps materials in a bucket of an S3-compatible service; a build without the feature `s3` cannot.
    #[cfg(not(feature = "s3"))]
    pub fn in_bucket(_: &S3Bucket) -> StoreResult<Self> {
        Err(StoreError::new(StoreErrorKind::Unavailable, "this program was built without the feature s3"))
    }

    /// Keeps materials in a bucket of an S3-compatible service.
    #[cfg(feature = "s3")]
    pub fn in_bucket(bucket: &S3Bucket) -> StoreResult<Self> {
        let objects = object_store::aws::AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_endpoint(&bucket.endpoint)
            .with_access_key_id(&bucket.access_key_id)
            .with_secret_access_key(&bucket.secret_access_key)
            .with_allow_http(bucket.endpoint.starts_with("http://"))
            .build()
            .map_err(failed)?;
        Ok(Self { objects: Arc::new(objects) })
    }

    /// Begins to take a material in; `upload` is a fresh id for the time until its digest is known.
    pub async fn begin(&self, upload: Uuid) -> StoreResult<Incoming> {
        let at = Path::from_iter([INCOMING, &upload.to_string()]);
        let parts = self.objects.put_multipart(&at).await.map_err(failed)?;
        Ok(Incoming {
            objects: self.objects.clone(),
            at,
            upload: WriteMultipart::new(parts),
            hash: Sha256::new(),
            size: 0,
        })
    }

    /// The bytes of a digest.
    pub async fn get(&self, digest: &str) -> StoreResult<MaterialContent> {
        let found = self.objects.get(&place(digest)?).await.map_err(failed)?;
        let size = found.meta.size;
        let stream = found.into_stream().map(|bytes| bytes.map_err(failed)).boxed();
        Ok(MaterialContent { size, stream })
    }

    /// The bytes of a digest from one of them on, of which there must be one at least.
    pub async fn get_from(&self, digest: &str, offset: u64) -> StoreResult<MaterialContent> {
        let asked = GetOptions::new().with_range(Some(GetRange::Offset(offset)));
        let found = self.objects.get_opts(&place(digest)?, asked).await.map_err(failed)?;
        let size = found.range.end - found.range.start;
        let stream = found.into_stream().map(|bytes| bytes.map_err(failed)).boxed();
        Ok(MaterialContent { size, stream })
    }

    /// Whether the bytes of a digest are kept.
    pub async fn exists(&self, digest: &str) -> StoreResult<bool> {
        exists(&*self.objects, &place(digest)?).await
    }

    /// Clears away up to `limit` uploads that were whole before an instant but never got their place, because the
    /// process died in between; how many it were.
    pub async fn purge_incoming(&self, before: DateTime<Utc>, limit: usize) -> StoreResult<usize> {
        let mut listed = self.objects.list(Some(&Path::from(INCOMING)));
        let mut purged = 0;
        while purged < limit
            && let Some(object) = listed.next().await.transpose().map_err(failed)?
        {
            if object.last_modified < before {
                self.objects.delete(&object.location).await.map_err(failed)?;
                purged += 1;
            }
        }
        Ok(purged)
    }
}

impl Incoming {
    /// Takes the next bytes, waiting while too many parts are under way.
    pub async fn write(&mut self, bytes: Bytes) -> StoreResult<()> {
        self.upload.wait_for_capacity(PARTS_AT_ONCE).await.map_err(failed)?;
        self.hash.update(&bytes);
        self.size += bytes.len() as u64;
        self.upload.put(bytes);
        Ok(())
    }

    /// How many bytes there are so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Keeps what was written, under its digest. When this returns, the bytes are there to stay.
    pub async fn finish(self) -> StoreResult<StoredMaterial> {
        let Self { objects, at, upload, hash, size } = self;
        upload.finish().await.map_err(failed)?;
        let digest = format!("{ALGORITHM}:{}", hex::encode(hash.finalize()));
        let place = place(&digest)?;
        if exists(&*objects, &place).await? {
            objects.delete(&at).await.map_err(failed)?;
        } else {
            objects.rename(&at, &place).await.map_err(failed)?;
        }
        Ok(StoredMaterial { digest, size })
    }

    /// Forgets what was written.
    pub async fn abort(self) -> StoreResult<()> {
        self.upload.abort().await.map_err(failed)
    }
}

/// A bucket of an S3-compatible service.
#[derive(Clone)]
pub struct S3Bucket {
    /// Its name.
    pub name: String,
    /// The service's region.
    pub region: String,
    /// The service's address.
    pub endpoint: String,
    /// Who asks.
    pub access_key_id: String,
    /// With which secret.
    pub secret_access_key: String,
}

impl fmt::Debug for MaterialStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MaterialStore({})", self.objects)
    }
}

/// Where the bytes of a digest lie: `sha256/ab/cdef…`, so that no folder grows too large.
fn place(digest: &str) -> StoreResult<Path> {
    digest
        .strip_prefix(ALGORITHM)
        .and_then(|rest| rest.strip_prefix(':'))
        .filter(|hex| hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
        .map(|hex| Path::from_iter([ALGORITHM, &hex[..2], &hex[2..]]))
        .ok_or_else(|| StoreError::corrupt("a material's digest is not sha256 in hex"))
}

async fn exists(objects: &dyn ObjectStore, at: &Path) -> StoreResult<bool> {
    match objects.head(at).await {
        Ok(_) => Ok(true),
        Err(object_store::Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

fn failed(error: object_store::Error) -> StoreError {
    let kind = match error {
        object_store::Error::NotFound { .. } => StoreErrorKind::NotFound,
        _ => StoreErrorKind::Unavailable,
    };
    StoreError::new(kind, error.to_string())
}
