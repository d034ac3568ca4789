//! The materials' object store.

use std::path::Path;

use bytes::Bytes;
use chrono::{TimeDelta, Utc};
use futures_util::TryStreamExt;
use kaiye_persistence::{MaterialStore, StoreErrorKind, StoreResult, StoredMaterial};

use crate::harness::{at, id};

async fn put(store: &MaterialStore, upload: u64, parts: &[&[u8]]) -> StoreResult<StoredMaterial> {
    let mut incoming = store.begin(id(upload)).await?;
    for part in parts {
        incoming.write(Bytes::copy_from_slice(part)).await?;
    }
    incoming.finish().await
}

async fn get(store: &MaterialStore, digest: &str) -> StoreResult<Vec<u8>> {
    let content = store.get(digest).await?;
    let bytes: Vec<Bytes> = content.stream.try_collect().await?;
    let bytes = bytes.concat();
    assert_eq!(bytes.len() as u64, content.size);
    Ok(bytes)
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    entries.iter().map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

#[tokio::test]
async fn what_goes_in_comes_out_and_is_kept_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = MaterialStore::in_folder(folder.path()).expect("a store");
    let stored = put(&store, 1, &[b"a", b"bc"]).await.expect("stored");
    assert_eq!(stored.digest, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(stored.size, 3);
    assert_eq!(get(&store, &stored.digest).await.expect("content"), b"abc");
    assert_eq!(put(&store, 2, &[b"abc"]).await.expect("stored"), stored);
    assert_eq!(files(folder.path()), 1);
    let large = vec![7; 20 << 20];
    let parts: Vec<&[u8]> = large.chunks(1 << 16).collect();
    let stored = put(&store, 3, &parts).await.expect("stored");
    assert_eq!(get(&store, &stored.digest).await.expect("content"), large);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = MaterialStore::in_folder(folder.path()).expect("a store");
    let absent = format!("sha256:{}", "0".repeat(64));
    assert!(!store.exists(&absent).await.expect("an answer"));
    assert_eq!(*get(&store, &absent).await.expect_err("nothing").kind(), StoreErrorKind::NotFound);
    for wrong in ["", "sha256:", "sha256:../../etc/passwd", "md5:00"] {
        assert_eq!(*get(&store, wrong).await.expect_err("no digest").kind(), StoreErrorKind::Corrupt, "{wrong}");
    }
}

#[tokio::test]
async fn an_upload_that_does_not_end_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = MaterialStore::in_folder(folder.path()).expect("a store");
    let mut incoming = store.begin(id(1)).await.expect("an upload");
    incoming.write(Bytes::from_static(b"half")).await.expect("written");
    assert_eq!(incoming.size(), 4);
    incoming.abort().await.expect("aborted");
    assert_eq!(files(folder.path()), 0);
    let lost = folder.path().join("incoming");
    std::fs::create_dir_all(&lost).expect("a folder");
    std::fs::write(lost.join("whole"), b"never moved").expect("a file");
    assert_eq!(store.purge_incoming(at(0) - TimeDelta::days(3650), 10).await.expect("a purge"), 0);
    #[expect(clippy::disallowed_methods, reason = "the file has the machine's time")]
    let later = Utc::now() + TimeDelta::hours(1);
    assert_eq!(store.purge_incoming(later, 10).await.expect("a purge"), 1);
    assert_eq!(files(folder.path()), 0);
}

/// Against a real S3-compatible service, with an empty bucket `kaiye`: `scripts/test-s3`.
#[cfg(feature = "s3")]
#[tokio::test]
async fn a_bucket_keeps_as_a_folder_does() {
    let endpoint = std::env::var("KAIYE_TEST_S3_ENDPOINT").expect("run scripts/test-s3");
    let bucket = kaiye_persistence::S3Bucket {
        name: "kaiye".into(),
        region: "us-east-1".into(),
        endpoint,
        access_key_id: "test".into(),
        secret_access_key: "test".into(),
    };
    let store = MaterialStore::in_bucket(&bucket).expect("a bucket");
    let stored = put(&store, 1, &[b"a", b"bc"]).await.expect("stored");
    assert_eq!(stored.digest, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(get(&store, &stored.digest).await.expect("content"), b"abc");
    assert_eq!(put(&store, 2, &[b"abc"]).await.expect("stored again"), stored);
    let large: Vec<u8> = (0..12_u32 << 20).map(|at| (at % 251) as u8).collect();
    let parts: Vec<&[u8]> = large.chunks(1 << 16).collect();
    let stored = put(&store, 3, &parts).await.expect("stored in parts");
    assert_eq!(stored.size, large.len() as u64);
    assert!(get(&store, &stored.digest).await.expect("content") == large);
    let absent = format!("sha256:{}", "0".repeat(64));
    assert_eq!(*get(&store, &absent).await.expect_err("nothing").kind(), StoreErrorKind::NotFound);
}
