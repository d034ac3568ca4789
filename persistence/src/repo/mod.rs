//! One file an aggregate: small query functions on `&mut Connection`, for use within [`crate::Store::read`] and
//! [`crate::Store::write`]. Each is bounded; none decides anything.

pub mod event;
pub mod idempotency;
pub mod lease;
