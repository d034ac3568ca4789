//! A report as its reporter sees it.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    catalogue::Jurisdiction,
    register::{PublicReport, ReportProgress, progress},
    verification::VerificationState,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{openapi::words, operations::verification::Kept, v1::wire::Title};

/// How far a report has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicReport)]
pub struct PublicReportView {
    /// The code by which its reporter asks for it. Nobody else has it; it is not kept.
    #[schema(example = "3K8Z0H6T5W1Q9N4RYB2CVMEXGA")]
    pub code: String,
    /// Number of the receipt.
    #[schema(example = "JB-2025-7H2K9QX4M1TN")]
    pub receipt: String,
    /// The published commitment.
    pub commitment_id: Uuid,
    /// The clauses that it is about.
    pub clauses: Vec<String>,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// Code of the department that looks into it.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// Its name.
    pub department_title: Option<Title>,
    /// How far it has come.
    #[schema(schema_with = words::<ReportProgress>)]
    pub progress: ReportProgress,
    /// The same for people.
    pub progress_title: Title,
    /// By when the department has to have looked into it; null until it has received it.
    pub due_on: Option<NaiveDate>,
    /// When it was concluded.
    pub concluded_at: Option<DateTime<Utc>>,
}

impl PublicReportView {
    /// What its reporter may know, by the task that it became.
    pub fn new(code: String, report: &PublicReport, task: &Kept, jurisdiction: &Jurisdiction) -> Self {
        let progress = progress(report, &task.task);
        let concluded_at = match task.task.state {
            VerificationState::Concluded { at, .. } => Some(at),
            _ => None,
        };
        Self {
            code,
            receipt: report.receipt.clone(),
            commitment_id: report.certificate.into(),
            clauses: report.clauses.clone(),
            filed_at: report.filed_at,
            department: task.task.department.clone(),
            department_title: jurisdiction.department(&task.task.department).map(|it| (&it.name).into()),
            progress,
            progress_title: title(progress),
            due_on: task.row.due_on,
            concluded_at,
        }
    }
}

fn title(progress: ReportProgress) -> Title {
    let (zh, en) = match progress {
        ReportProgress::Filed => ("已受理，待监管部门接收", "Filed; waits for the department"),
        ReportProgress::Received => ("监管部门已接收", "The department has it"),
        ReportProgress::UnderCheck => ("正在核查", "Being looked into"),
        ReportProgress::Confirmed => ("经核查，反映的情况属实", "Looked into: it is so"),
        ReportProgress::FallenAway => {
            ("证件已被吊销、撤销或者注销，核查终止", "The certificate was taken meanwhile: nothing is left to check")
        }
        ReportProgress::NotConfirmed => ("经核查，未发现反映的情况", "Looked into: it was not found to be so"),
    };
    Title { zh: zh.to_owned(), en: en.to_owned() }
}
