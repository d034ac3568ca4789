//! Of which cases a report is.

use chrono::{Datelike, NaiveDate};
use kaiye_persistence::repo::equal_treatment::Compared;

use crate::operations::Tx;

/// What limits a report and its cases alike.
#[derive(Debug, Clone, Default)]
pub(super) struct Limits {
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) item_code: Option<String>,
    pub(super) division: Option<String>,
    pub(super) department: Option<String>,
}

impl Limits {
    /// This year until today, unless another period is asked for, as far as the caller oversees.
    pub(super) fn compared(self, tx: &Tx<'_>) -> Compared {
        let today = tx.today();
        let to = self.to.unwrap_or(today);
        Compared {
            from: self.from.unwrap_or(NaiveDate::from_ymd_opt(to.year(), 1, 1).unwrap_or(to)),
            to,
            route: None,
            item_code: self.item_code,
            division: self.division,
            department: self.department,
            overseen: tx.actor.oversight().departments(),
        }
    }
}
