//! Records of the issue transaction's runs.

use kaiye_domain::issue::DecisionRecord;

use super::{aggregate, document};
use crate::{error::StoreResult, row::DecisionRow};

/// A record's row.
pub fn decision_row(record: &DecisionRecord, division: &str) -> StoreResult<DecisionRow> {
    Ok(DecisionRow {
        id: record.id.into(),
        application_id: record.application.into(),
        division: division.to_owned(),
        decided_by: record.decided_by.into(),
        decided_at: record.decided_at.into(),
        doc: document(record)?,
    })
}

/// A record from its row.
pub fn decision_from(row: DecisionRow) -> StoreResult<DecisionRecord> {
    aggregate(row.doc)
}
