//! Materials: filed once, shared by every item that needs them (S1).

pub mod add;
pub mod content;
pub mod list;
pub mod view;
