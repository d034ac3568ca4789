//! A finding as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    liability::{LiabilityCause, LiabilityFinding, LiableParty},
    obligation::Obligation,
    time::Calendar,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// Who answers for what, and the events that prove it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LiabilityFinding)]
pub struct LiabilityFindingView {
    /// Its id.
    pub id: Uuid,
    /// Who answers.
    #[schema(schema_with = words::<LiableParty>)]
    pub party: LiableParty,
    /// The department that answers; where a business does, the one that supervises it.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// For what.
    #[schema(schema_with = words::<LiabilityCause>)]
    pub cause: LiabilityCause,
    /// The application; null for a supervision notice about a matter in general.
    pub application_id: Option<Uuid>,
    /// The supervision notice that was answered late or is not answered, where that is what was late.
    pub supervision_notice_id: Option<Uuid>,
    /// The certificate, where a business answers.
    pub certificate_id: Option<Uuid>,
    /// The step that was late, where a department answers.
    pub late: Option<LateStepView>,
    /// The events that prove it, in the order of the log of the application, or of the supervision notice.
    pub facts: Vec<Uuid>,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// Since when it stands no more, because what it rested on fell: the last of `facts` says what that was. Null while it
    /// stands.
    pub fallen_at: Option<DateTime<Utc>>,
}

/// A step that was taken late, or is still not taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LateStep)]
pub struct LateStepView {
    /// The rule that set its deadline.
    #[schema(schema_with = words::<Obligation>)]
    pub rule: Obligation,
    /// The last day.
    pub due_on: NaiveDate,
    /// The day on which it was done after all; null while it is not.
    pub done_on: Option<NaiveDate>,
    /// The day on which what it was for fell away, so that it need not be done any more.
    pub fell_away_on: Option<NaiveDate>,
    /// How late, in working days: to the day it was done or fell away, else to today.
    pub working_days_late: u64,
}

impl LiabilityFindingView {
    /// As it stands on a day.
    pub fn new(it: LiabilityFinding, today: NaiveDate, calendar: &Calendar) -> Self {
        let late = it.late.map(|late| LateStepView {
            rule: late.rule,
            due_on: late.due_on,
            done_on: late.done_on,
            fell_away_on: late.fell_away_on,
            working_days_late: late.working_days_late(today, calendar) as u64,
        });
        Self {
            id: it.id.into(),
            party: it.cause.party(),
            department: it.department,
            cause: it.cause,
            application_id: it.application.map(Into::into),
            supervision_notice_id: it.notice.map(Into::into),
            certificate_id: it.certificate.map(Into::into),
            late,
            facts: it.facts.into_iter().map(Into::into).collect(),
            found_at: it.found_at,
            fallen_at: it.fallen.map(|fallen| fallen.at),
        }
    }
}
