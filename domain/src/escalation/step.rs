//! The steps of the chain, and on which day each is taken.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

use crate::{
    message::reminds,
    obligation::Obligation,
    policy::Policy,
    time::{Calendar, Deadline, DeadlineStatus, Period, local_date},
};

/// How far up the chain of responsibility.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EscalationStep {
    /// It ends soon: the department's head, the one directly responsible (直接责任人), is told.
    NearDue,
    /// It is overdue: the same.
    Direct,
    /// It stays overdue: the leader in charge (具体责任人).
    Specific,
    /// It still stays overdue: the principal leader (第一责任人).
    First,
}

impl EscalationStep {
    /// The steps that reach the posts above the departments.
    pub const ABOVE_DEPARTMENTS: [Self; 2] = [Self::Specific, Self::First];

    /// Whether the post is above the department.
    pub fn is_above_department(self) -> bool {
        Self::ABOVE_DEPARTMENTS.contains(&self)
    }

    /// The day from which the step is taken for what ends on `due`.
    fn day(self, due: NaiveDate, policy: &Policy, calendar: &Calendar) -> NaiveDate {
        match self {
            Self::NearDue => calendar.working_days_before(due, policy.near_due.value),
            Self::Direct => due + Days::new(1),
            Self::Specific => policy.escalate_specific.value.last_day(due, calendar).date,
            Self::First => policy.escalate_first.value.last_day(due, calendar).date,
        }
    }
}

/// The next step for a deadline that has reached `reached`, and its day; none once it is done, fell away or stands still.
pub fn next_step(
    deadline: &Deadline,
    reached: Option<EscalationStep>,
    policy: &Policy,
    calendar: &Calendar,
) -> Option<(EscalationStep, NaiveDate)> {
    let due = last_day_of_what_is_owed(deadline)?;
    let step = steps_of(deadline).find(|step| reached.is_none_or(|reached| *step > reached))?;
    Some((step, step.day(due, policy, calendar)))
}

/// The steps whose day has come by `today`, in order. That it ends soon is not said any more once it is overdue.
pub fn steps_reached(
    deadline: &Deadline,
    reached: Option<EscalationStep>,
    policy: &Policy,
    calendar: &Calendar,
    today: NaiveDate,
) -> Vec<EscalationStep> {
    let Some(due) = last_day_of_what_is_owed(deadline) else { return Vec::new() };
    steps_of(deadline)
        .filter(|step| reached.is_none_or(|reached| *step > reached))
        .filter(|step| step.day(due, policy, calendar) <= today)
        .filter(|step| *step != EscalationStep::NearDue || today <= due)
        .collect()
}

/// What is to be done on the spot is not near its end before it is overdue: it has no day before its last.
fn steps_of(deadline: &Deadline) -> impl Iterator<Item = EscalationStep> {
    let on_the_spot = deadline.period() == Period::WorkingDays(0);
    EscalationStep::iter().filter(move |step| *step != EscalationStep::NearDue || !on_the_spot)
}

/// The day on which the applicant is reminded of what is owed under a rule; none once reminded, or where so little time
/// was given that the demand itself is the reminder.
pub fn next_reminder(
    rule: Obligation,
    deadline: &Deadline,
    reminded: bool,
    policy: &Policy,
    calendar: &Calendar,
) -> Option<NaiveDate> {
    let DeadlineStatus::Running { clock } = deadline.status() else { return None };
    let day = EscalationStep::NearDue.day(clock.due, policy, calendar);
    (reminds(rule) && !reminded && day > local_date(clock.started_at)).then_some(day)
}

fn last_day_of_what_is_owed(deadline: &Deadline) -> Option<NaiveDate> {
    match deadline.status() {
        DeadlineStatus::Running { clock } | DeadlineStatus::Missed { clock, done_at: None, .. } => Some(clock.due),
        _ => None,
    }
}
