//! Licences and permits as issued, and their public check (S9, S10, S12).

pub mod check;
pub mod check_batch;
pub mod get;
pub mod list;
pub mod page;
pub mod view;
