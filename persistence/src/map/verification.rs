//! Verification tasks.

use chrono::NaiveDate;
use kaiye_domain::{id::ApplicationId, verification::VerificationTask};

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::VerificationTaskRow};

/// A task's row. It is not received yet; `due_on` is known from the start only where time runs from the grant.
pub fn verification_row(
    task: &VerificationTask,
    application: ApplicationId,
    division: &str,
    due_on: Option<NaiveDate>,
) -> StoreResult<VerificationTaskRow> {
    Ok(VerificationTaskRow {
        id: task.id.into(),
        application_id: application.into(),
        certificate_id: task.certificate.into(),
        division: division.to_owned(),
        kind: text(task.kind),
        department: task.department.clone(),
        item_code: task.item_code.clone(),
        status: text(task.status),
        available_at: task.available_at.into(),
        received_at: None,
        receipt_way: None,
        due_on,
        doc: document(task)?,
        version: 1,
    })
}

/// A task from its row.
pub fn verification_from(row: VerificationTaskRow) -> StoreResult<VerificationTask> {
    aggregate(row.doc)
}
