//! Reports by the public against published commitments (社会监督, S12).

pub mod create;
pub mod get;
pub mod list;
pub mod view;
