//! Catalogue items (事项): what can be applied for (S3).

pub mod get;
pub mod list;
pub mod view;
