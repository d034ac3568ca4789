//! Calendars: a sheet of one scope and year is a new revision; every clock that runs is reckoned anew by it, in the
//! background.

mod import;
mod recompute;

pub use import::{Imported, import};
pub use recompute::recompute;
