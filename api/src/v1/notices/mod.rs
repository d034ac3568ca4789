//! One-time notices (一次性告知, S2): everything that will be needed, at once, kept as served.

pub mod create;
pub mod get;
pub mod view;
