//! Deadlines, with what they hang on.

use chrono::NaiveDate;
use kaiye_domain::{
    escalation::EscalationStep,
    id::{ApplicationId, DeadlineId},
    obligation::{Obligation, ObligationSubject},
    time::Deadline,
};
use uuid::Uuid;

use super::{aggregate, document, text, word};
use crate::{error::StoreResult, row::DeadlineRow};

/// A deadline and what it hangs on.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackedDeadline {
    /// Its id.
    pub id: DeadlineId,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// Where the case lies.
    pub division: String,
    /// The department that owes it; the applicant where there is none.
    pub owed_by: Option<String>,
    /// What it hangs on.
    pub subject: (ObligationSubject, Uuid),
    /// The rule that set it.
    pub obligation: Obligation,
    /// The deadline.
    pub deadline: Deadline,
    /// The step of the chain of responsibility that it has reached (S24).
    pub escalated: Option<EscalationStep>,
    /// The day of the next step.
    pub escalate_on: Option<NaiveDate>,
    /// Version for concurrent edits.
    pub version: i32,
}

/// A deadline's row.
pub fn deadline_row(tracked: &TrackedDeadline) -> StoreResult<DeadlineRow> {
    let deadline = &tracked.deadline;
    Ok(DeadlineRow {
        id: tracked.id.into(),
        application_id: tracked.application.into(),
        division: tracked.division.clone(),
        subject_kind: text(tracked.subject.0),
        subject_id: tracked.subject.1.into(),
        rule: text(tracked.obligation),
        status: deadline.status().name().to_owned(),
        due_on: deadline.due(),
        provisional: deadline.is_provisional(),
        calendar_version: deadline.status().clock().map(|clock| clock.calendar_version),
        doc: document(deadline)?,
        version: tracked.version,
        owed_by: tracked.owed_by.clone(),
        escalated: tracked.escalated.map(text),
        escalate_on: tracked.escalate_on,
    })
}

/// A deadline from its row.
pub fn deadline_from(row: DeadlineRow) -> StoreResult<TrackedDeadline> {
    Ok(TrackedDeadline {
        id: row.id.into(),
        application: row.application_id.into(),
        division: row.division,
        owed_by: row.owed_by,
        subject: (word(&row.subject_kind)?, row.subject_id.into()),
        obligation: word(&row.rule)?,
        deadline: aggregate(row.doc)?,
        escalated: row.escalated.as_deref().map(word).transpose()?,
        escalate_on: row.escalate_on,
        version: row.version,
    })
}
