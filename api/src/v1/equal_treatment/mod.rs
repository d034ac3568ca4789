//! Equal treatment (S11).

pub mod cases;
pub mod period;
pub mod report;
