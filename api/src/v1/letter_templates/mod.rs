//! Commitment letter templates (告知承诺书): public and versioned, to read and to download (S4, S21).

pub mod blank;
pub mod download;
pub mod get;
pub mod list;
pub mod view;
