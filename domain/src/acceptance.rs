//! The window's answer to what was filed (行政许可法 §32, S6): accepted, declined or sent back for correction within 5
//! working days, else deemed accepted from the day it was received.

use chrono::{DateTime, Utc};

use crate::{
    application::AcceptanceWay,
    refusal::{Reason, RefusalKind},
    time::Deadline,
};

/// Why the window's answer is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptanceReason {
    /// The time for a correction notice is over: in law it is accepted (行政许可法 §32(4)).
    DeemedAccepted,
}

impl Reason for AcceptanceReason {
    fn code(&self) -> &'static str {
        match self {
            Self::DeemedAccepted => "item_deemed_accepted",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::State
    }
}

/// When and how an item is accepted, in law. Within the time for a correction notice it is accepted now; after it, it
/// has been accepted since the day it was received, whoever notices (行政许可法 §32(4)).
pub fn acceptance_in_law(
    notice_due: Option<&Deadline>,
    corrected_on_the_spot: bool,
    now: DateTime<Utc>,
) -> (AcceptanceWay, DateTime<Utc>) {
    if let Some(received_at) = deemed_since(notice_due, now) {
        return (AcceptanceWay::Deemed, received_at);
    }
    let way = if corrected_on_the_spot { AcceptanceWay::CorrectedOnTheSpot } else { AcceptanceWay::InOrder };
    (way, now)
}

/// Whether the item may still be declined or sent back (行政许可法 §32(4)).
pub fn require_in_time(notice_due: Option<&Deadline>, now: DateTime<Utc>) -> Result<(), AcceptanceReason> {
    match deemed_since(notice_due, now) {
        Some(_) => Err(AcceptanceReason::DeemedAccepted),
        None => Ok(()),
    }
}

fn deemed_since(notice_due: Option<&Deadline>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let deadline = notice_due.filter(|deadline| deadline.is_overdue(now))?;
    deadline.status().clock().map(|clock| clock.started_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Calendar, Period};

    #[test]
    fn after_five_working_days_it_is_accepted_from_receipt() {
        let received = "2025-06-03T02:00:00Z".parse().unwrap();
        let calendar = Calendar::new(1, false, []);
        let due = Deadline::open("request_correction", Period::WorkingDays(5), "submitted");
        let due = due.start(received, &calendar).unwrap();
        let last_minute = "2025-06-10T15:59:59Z".parse().unwrap();
        let midnight = "2025-06-10T16:00:00Z".parse().unwrap();
        assert_eq!(acceptance_in_law(Some(&due), false, last_minute), (AcceptanceWay::InOrder, last_minute));
        assert_eq!(acceptance_in_law(Some(&due), true, last_minute), (AcceptanceWay::CorrectedOnTheSpot, last_minute));
        assert_eq!(acceptance_in_law(Some(&due), true, midnight), (AcceptanceWay::Deemed, received));
        assert_eq!(require_in_time(Some(&due), last_minute), Ok(()));
        assert_eq!(require_in_time(Some(&due), midnight), Err(AcceptanceReason::DeemedAccepted));
    }
}
