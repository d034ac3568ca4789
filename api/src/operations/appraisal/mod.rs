//! Appraisal (S26): measuring cases as the log goes on, and making figures of what was measured.

mod follow;
mod report;

pub use follow::{catch_up_with_calendar, follow, months_to_sum, rebuild_page, sum_anew};
pub use report::{AsOf, Group, Report, as_of, report};
