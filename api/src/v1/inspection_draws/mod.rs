//! Random inspection (双随机).

pub mod draw;
pub mod get;
pub mod list;
pub mod view;
