//! The window's answers to what was filed: the five outcomes of 行政许可法 §32 (S6), per item, for several at once.

pub mod accept;
pub mod correct;
pub mod decline;
mod view;

pub use view::HandledView;
