//! Liability findings.

use kaiye_domain::liability::LiabilityFinding;

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::LiabilityFindingRow};

/// A finding's row.
pub fn liability_row(
    finding: &LiabilityFinding,
    division: Option<&str>,
    version: i32,
) -> StoreResult<LiabilityFindingRow> {
    Ok(LiabilityFindingRow {
        id: finding.id.into(),
        application_id: finding.application.map(Into::into),
        division: division.map(str::to_owned),
        party: text(finding.cause.party()),
        department: finding.department.clone(),
        cause: text(finding.cause),
        deadline_id: finding.late.as_ref().map(|late| late.deadline.into()),
        certificate_id: finding.certificate.map(Into::into),
        found_at: finding.found_at.into(),
        doc: document(finding)?,
        version,
        fallen_at: finding.fallen.map(|fallen| fallen.at.into()),
        notice_id: finding.notice.map(Into::into),
    })
}

/// A finding from its row.
pub fn liability_from(row: LiabilityFindingRow) -> StoreResult<LiabilityFinding> {
    aggregate(row.doc)
}
