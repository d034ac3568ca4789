//! Bundles (一业一证 scenes): a trade, its questions, and what the answers make of it (S2).

pub mod get;
pub mod list;
pub mod view;
