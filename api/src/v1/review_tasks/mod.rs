//! One department's task within a joint review (S7).

pub mod handover;
pub mod list;
pub mod opinion;
mod view;

pub use view::ReviewTaskView;
