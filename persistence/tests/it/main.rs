//! The store's tests, each on both databases. One binary, because each one links two database clients.

mod event;
mod harness;
mod idempotency;
mod identity;
mod lease;
mod materials;
mod transaction;
