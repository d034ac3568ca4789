//! Escalations.

use kaiye_domain::escalation::{Escalation, EscalationStatus};

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::EscalationRow};

/// An escalation's row.
pub fn escalation_row(escalation: &Escalation, division: Option<&str>, version: i32) -> StoreResult<EscalationRow> {
    Ok(EscalationRow {
        id: escalation.id.into(),
        deadline_id: escalation.deadline.into(),
        application_id: escalation.application.map(Into::into),
        division: division.map(str::to_owned),
        department: escalation.department.clone(),
        step: text(escalation.step),
        rule: text(escalation.rule),
        status: text(EscalationStatus::from(&escalation.state)),
        due_on: escalation.due_on,
        raised_at: escalation.raised_at.into(),
        doc: document(escalation)?,
        version,
        notice_id: escalation.notice.map(Into::into),
    })
}

/// An escalation from its row.
pub fn escalation_from(row: EscalationRow) -> StoreResult<Escalation> {
    aggregate(row.doc)
}
