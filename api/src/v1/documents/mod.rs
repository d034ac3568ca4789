//! Official documents (文书) and their series.

pub mod get;
pub mod list;
pub mod view;
