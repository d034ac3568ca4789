//! Rectification orders (整改, S16).

pub mod create;
pub mod extend;
pub mod get;
pub mod list;
pub mod recheck;
pub mod submit;
pub mod view;
