//! Holiday calendars: a sheet of one scope and year.

pub mod import;
pub mod list;
mod view;

pub use view::CalendarYearView;
