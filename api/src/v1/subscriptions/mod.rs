//! Departments' subscriptions to the log (S13): webhooks.

pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod ping;
pub mod replay;
pub mod rotate;
pub mod update;
mod view;

pub use view::{SubscriptionView, SubscriptionWithSecret};
