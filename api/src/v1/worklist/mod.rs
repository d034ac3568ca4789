//! What waits for the caller.

pub mod get;
