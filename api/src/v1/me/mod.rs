//! The caller itself.

pub mod contact;
pub mod show;
