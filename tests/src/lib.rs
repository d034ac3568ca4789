//! A running application for whole-system tests: a fresh database each, a clock that the test moves, and callers that
//! speak HTTP over a real port.

mod app;
mod client;

pub use app::TestApp;
pub use client::{Answer, Client};
