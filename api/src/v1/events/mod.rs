//! The feed of events (S13): read by cursor or as a stream, acknowledged, and looked up one by one.

pub mod acknowledge;
pub mod get;
pub mod list;
mod query;
pub mod stream;
mod wait;
