//! The log of what was published and taken back, and when (S12).

pub mod list;
pub mod restore;
pub mod view;
pub mod withdraw;
