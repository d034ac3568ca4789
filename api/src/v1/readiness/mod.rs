//! Proof that what was promised by a day is met (S10).

pub mod confirm;
pub mod submit;
pub mod view;
