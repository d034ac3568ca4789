//! Verification tasks (S14, S15): they exist from the moment of issue.

pub mod acknowledge;
pub mod acknowledge_batch;
pub mod assign;
pub mod get;
pub mod list;
pub mod view;
