//! The service itself.

pub mod live;
pub mod problem;
pub mod ready;
