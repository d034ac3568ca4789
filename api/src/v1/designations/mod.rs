//! Designations (专人, S7): who speaks for a department, who is a county's liaison, with a deputy.

pub mod list;
pub mod set;
mod view;

pub use view::DesignationView;
