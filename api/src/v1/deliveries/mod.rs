//! Events on their way to subscribers (S13): what was sent, how that went, and to send it again.

pub mod get;
pub mod list;
pub mod redeliver;
mod view;

pub use view::{DeliveryView, DeliveryWithAttempts};
