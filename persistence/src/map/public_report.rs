//! Reports by the public.

use kaiye_domain::{id::ApplicationId, register::PublicReport};

use super::{aggregate, document};
use crate::{error::StoreResult, row::PublicReportRow};

/// A report's row; `code_key` is the keyed hash of the reporter's code, `personal` what was said and by whom, sealed.
pub fn public_report_row(
    report: &PublicReport,
    application: ApplicationId,
    division: &str,
    code_key: String,
    personal: String,
) -> StoreResult<PublicReportRow> {
    Ok(PublicReportRow {
        id: report.id.into(),
        application_id: application.into(),
        certificate_id: report.certificate.into(),
        task_id: report.task.into(),
        division: division.to_owned(),
        code_key,
        filed_at: report.filed_at.into(),
        personal,
        doc: document(report)?,
    })
}

/// A report from its row.
pub fn public_report_from(row: PublicReportRow) -> StoreResult<PublicReport> {
    aggregate(row.doc)
}
