//! How far a report has come, as its reporter may know.

use serde::{Deserialize, Serialize};

use super::PublicReport;
use crate::verification::{VerificationState, VerificationTask};

/// How far a report has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReportProgress {
    /// It waits for the department.
    Filed,
    /// The department has it.
    Received,
    /// Officers look into it.
    UnderCheck,
    /// What was reported is so.
    Confirmed,
    /// What was reported was not found to be so.
    NotConfirmed,
    /// The certificate was taken before it was looked into.
    FallenAway,
}

/// How far a report has come, by the task that it became. It is confirmed by what was found of its own clauses, or by a
/// business that was open before it might.
pub fn progress(report: &PublicReport, task: &VerificationTask) -> ReportProgress {
    match &task.state {
        VerificationState::Open if task.receipts.is_empty() => ReportProgress::Filed,
        VerificationState::Open => ReportProgress::Received,
        VerificationState::Assigned { .. } | VerificationState::Suspended { .. } => ReportProgress::UnderCheck,
        VerificationState::Concluded { .. } => {
            let found = task.adverse_findings().any(|finding| report.clauses.contains(&finding.clause));
            let confirmed = found || task.early_opening.is_some();
            if confirmed { ReportProgress::Confirmed } else { ReportProgress::NotConfirmed }
        }
        VerificationState::FallenAway { .. } => ReportProgress::FallenAway,
    }
}
