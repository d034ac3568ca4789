//! One file an aggregate: small query functions on `&mut Connection`, for use within [`crate::Store::read`] and
//! [`crate::Store::write`]. Each is bounded; none decides anything.

pub mod account;
pub mod calendar;
pub mod client;
pub mod event;
pub mod idempotency;
pub mod jurisdiction;
pub mod lease;
pub mod login_failure;
pub mod revoked_token;
pub mod session;
pub mod signing_key;
