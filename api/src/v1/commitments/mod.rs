//! Commitments (告知承诺, S4): signed clause by clause, bound to the letter that was read.

pub mod sign;
pub mod view;
pub mod withdraw;
