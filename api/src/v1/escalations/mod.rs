//! What went up the chain of responsibility (S24).

pub mod acknowledge;
pub mod list;
mod view;

pub use view::EscalationView;
