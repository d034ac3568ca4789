//! What a deadline remembers of its due dates.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A due date that came about or moved, or stopped being provisional.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueChange {
    /// When.
    pub at: DateTime<Utc>,
    /// Through what.
    pub cause: DueCause,
    /// The calendar it was reckoned with.
    pub calendar_version: i32,
    /// The due date before; none at the start.
    pub old_due: Option<NaiveDate>,
    /// The due date after.
    pub new_due: NaiveDate,
    /// Whether it is provisional after.
    pub provisional: bool,
}

/// What sets or moves a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueCause {
    /// The start fact happened.
    Started,
    /// The start fact turned out to have happened earlier.
    Antedated,
    /// The clock went on.
    Resumed,
    /// What the deadline is for had fallen away, and is there again.
    Restored,
    /// The period was prolonged.
    Extended,
    /// A calendar was loaded or corrected.
    Calendar,
}
