//! What inspection read (S26).

pub mod list;
