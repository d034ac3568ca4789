//! Appraisal of the departments (S26).

pub mod cases;
pub mod export;
pub mod get;
pub mod indicators;
mod limits;
mod sheets;
mod tables;
mod view;
