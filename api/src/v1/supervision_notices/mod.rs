//! Supervision notices (督办通知, S26).

pub mod answer;
pub mod close;
pub mod create;
pub mod get;
pub mod list;
mod view;

pub use view::SupervisionNoticeView;
