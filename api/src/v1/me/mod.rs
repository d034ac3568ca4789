//! The caller itself.

pub mod show;
