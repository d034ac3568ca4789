//! Who answers for what (S20).

pub mod list;
mod view;

pub use view::LiabilityFindingView;
