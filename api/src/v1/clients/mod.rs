//! Agencies' systems, as the administrator sees them.

pub mod create;
pub mod list;
pub mod replace_secret;
pub mod update;
mod view;

pub use view::{ClientView, ClientWithSecret};
