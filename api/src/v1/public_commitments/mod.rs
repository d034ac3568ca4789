//! The public register of commitments (S12).

pub mod get;
pub mod search;
pub mod view;
