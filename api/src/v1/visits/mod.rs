//! Visits to the window (最多跑一趟, S27).

pub mod list;
pub mod record;
mod view;

pub use view::VisitView;
