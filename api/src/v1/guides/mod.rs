//! Guides to items (办事指南, S25).

pub mod get;
pub mod list;
mod view;

pub use view::{GuideSummary, GuideView};
