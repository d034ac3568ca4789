//! Batches of applications by electronic data interchange (电子数据交换, S22).

pub mod get;
pub mod receive;
pub mod rows;
mod view;

pub use view::{FindingView, IntakeBatchView, IntakeRowView};
