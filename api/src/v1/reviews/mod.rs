//! Joint reviews (联合会审, S7): the centre opens and closes them.

pub mod close;
pub mod open;
mod view;

pub use view::ReviewView;
