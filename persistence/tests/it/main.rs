//! The store's tests, each on both databases. One binary, because each one links two database clients.

mod application;
mod appraisal;
mod certificate;
mod event;
mod explain;
mod harness;
mod idempotency;
mod identity;
mod lease;
mod many;
mod materials;
mod notice_duties;
mod number;
mod official_document;
mod plan;
mod rows;
mod schema;
mod transaction;
mod types;
