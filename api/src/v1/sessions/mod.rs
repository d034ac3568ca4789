//! Signing in and out.

pub mod create;
pub mod delete;
pub mod refresh;
mod view;

pub use view::Tokens;
