//! Verification tasks.

use chrono::NaiveDate;
use kaiye_domain::{
    id::ApplicationId,
    verification::{Priority, VerificationTask},
};

use super::{aggregate, document, text};
use crate::{backend::Json, error::StoreResult, row::VerificationTaskRow};

/// A task's row. `due_on` is the last day of the clock that binds, once one runs.
pub fn verification_row(
    task: &VerificationTask,
    application: ApplicationId,
    division: &str,
    due_on: Option<NaiveDate>,
    version: i32,
) -> StoreResult<VerificationTaskRow> {
    let receipt = task.receipt();
    Ok(VerificationTaskRow {
        id: task.id.into(),
        application_id: application.into(),
        certificate_id: task.certificate.into(),
        division: division.to_owned(),
        kind: text(task.kind),
        department: task.department.clone(),
        item_code: task.item_code.clone(),
        status: text(task.status()),
        available_at: task.available_at.into(),
        received_at: receipt.map(|it| it.at.into()),
        receipt_way: receipt.map(|it| text(it.way)),
        due_on,
        doc: document(task)?,
        version,
        verdict: task.state.verdict().map(text),
        priority: 0,
        priority_reasons: Json(serde_json::json!([])),
    })
}

/// The row of a task with how pressing it is.
pub fn with_priority(row: VerificationTaskRow, priority: &Priority) -> StoreResult<VerificationTaskRow> {
    Ok(VerificationTaskRow { priority: priority.score, priority_reasons: document(&priority.reasons)?, ..row })
}

/// How pressing a task is, from its row.
pub fn priority_from(row: &VerificationTaskRow) -> StoreResult<Priority> {
    Ok(Priority { score: row.priority, reasons: aggregate(row.priority_reasons.clone())? })
}

/// A task from its row.
pub fn verification_from(row: VerificationTaskRow) -> StoreResult<VerificationTask> {
    aggregate(row.doc)
}
