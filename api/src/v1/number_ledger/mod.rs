//! The number ledger (S8): what is left of each range, and every number one by one.

pub mod get;
pub mod give_back;
pub mod list_numbers;
pub mod view;
pub mod void;
