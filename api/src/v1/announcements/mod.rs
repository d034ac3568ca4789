//! Announcements (S25): to the public, or to the staff.

pub mod create;
pub mod get;
pub mod list;
pub mod update;
mod view;

pub use view::{AnnouncementSummary, AnnouncementView};
