//! What has to be sent on paper (S21).

pub mod complete;
pub mod list;
mod view;

pub use view::OutboundNoticeView;
