//! Kaiye's store: SQLite and PostgreSQL behind one connection type, and the materials' object store.
//!
//! No rule of the plan or the law lives here, and no SQL lives elsewhere. Differences between the databases are in
//! [`backend`], tables in [`row`], queries in [`repo`].

pub mod backend;
mod error;
mod keyring;
pub mod map;
mod materials;
mod reach;
pub mod repo;
pub mod row;
pub(crate) mod schema;
mod store;

pub use error::{StoreError, StoreErrorKind, StoreResult};
pub use keyring::{ActiveKeyMissing, Keyring, SealNonce};
pub use materials::{Incoming, MaterialContent, MaterialStore, S3Bucket, StoredMaterial};
pub use store::{Listener, Store, StoreConfig};
