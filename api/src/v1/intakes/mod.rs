//! What came in on paper or by e-mail (来件, S22).

pub mod content;
pub mod email;
pub mod get;
pub mod list;
pub mod record;
mod view;

pub use view::{IntakeFileView, IntakeMessageView, IntakeView};
