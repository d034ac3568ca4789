//! Messages to applicants.

pub mod list;
