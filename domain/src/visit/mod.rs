//! Visits to the window (最多跑一趟, S27): who asks for a licence and its permits should have to come once at most. Each time
//! that somebody has to come is recorded with the application, what for and when; never who came.

mod reason;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use reason::VisitReason;

use crate::{
    actor::Actor,
    id::{ApplicationId, VisitId},
    refusal::{Faults, Refusal},
    time::local_date,
};

/// How long before the application itself somebody may have come for it, to ask what it takes.
const ASKED_BEFORE: TimeDelta = TimeDelta::days(90);

/// How many times at most somebody should have to come (S27).
pub const VISITS_AT_MOST: usize = 1;

/// What somebody came for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum VisitPurpose {
    /// To ask what it takes.
    Consult,
    /// To file it.
    File,
    /// To bring what was missing.
    Supplement,
    /// To take licence and permits home.
    Collect,
    /// For something else.
    Other,
}

/// One visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// The application that it was for.
    pub application: ApplicationId,
    /// The department whose window it was.
    pub department: String,
    /// What for.
    pub purpose: VisitPurpose,
    /// When somebody came.
    pub at: DateTime<Utc>,
    /// When that was recorded.
    pub recorded_at: DateTime<Utc>,
    /// By which account.
    pub recorded_by: Uuid,
}

impl Visit {
    /// A visit as the window records it: it lies in the past, and not before the day on which the application came, or, when
    /// it was to ask, not long before.
    pub fn record(
        id: VisitId,
        (application, received_on): (ApplicationId, NaiveDate),
        purpose: VisitPurpose,
        at: Option<DateTime<Utc>>,
        by: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let department = by.department.clone().ok_or(VisitReason::NoWindow)?;
        let at = at.unwrap_or(now);
        let first = match purpose {
            VisitPurpose::Consult => received_on - ASKED_BEFORE,
            _ => received_on,
        };
        let mut faults = Faults::default();
        if at > now {
            faults.add("/visited_at", "in_the_future");
        } else if local_date(at) < first {
            faults.add("/visited_at", "before_the_application");
        }
        faults.into_result("content_invalid")?;
        Ok(Self { id, application, department, purpose, at, recorded_at: now, recorded_by: by.id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(purpose: VisitPurpose, at: Option<&str>, department: Option<&str>) -> Result<Visit, Refusal> {
        let by = Actor { department: department.map(str::to_owned), ..Actor::kaiye() };
        let at = at.map(|it| it.parse().expect("an instant"));
        let received = "2025-06-03".parse().expect("a day");
        let now = "2025-06-05T02:00:00Z".parse().expect("an instant");
        Visit::record(Uuid::nil().into(), (Uuid::nil().into(), received), purpose, at, &by, now)
    }

    fn fault(refused: Result<Visit, Refusal>) -> &'static str {
        refused.expect_err("refused").faults[0].code
    }

    #[test]
    fn it_is_now_unless_said_otherwise() {
        let visit = record(VisitPurpose::File, None, Some("window")).expect("recorded");
        assert_eq!((visit.at, visit.department.as_str()), (visit.recorded_at, "window"));
    }

    #[test]
    fn it_lies_between_the_application_and_now() {
        use VisitPurpose::{Consult, File};
        let window = Some("window");
        assert_eq!(fault(record(File, Some("2025-06-05T02:00:01Z"), window)), "in_the_future");
        // 2 June ends in Shanghai at 16:00 UTC.
        assert_eq!(fault(record(File, Some("2025-06-02T15:59:59Z"), window)), "before_the_application");
        assert!(record(File, Some("2025-06-02T16:00:00Z"), window).is_ok());
        assert!(record(Consult, Some("2025-05-20T02:00:00Z"), window).is_ok());
        assert_eq!(fault(record(Consult, Some("2025-01-20T02:00:00Z"), window)), "before_the_application");
    }

    #[test]
    fn only_a_window_has_visitors() {
        assert_eq!(record(VisitPurpose::File, None, None).expect_err("refused").code, "visit_without_window");
    }
}
