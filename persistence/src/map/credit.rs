//! Credit records.

use kaiye_domain::credit::CreditRecord;

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::CreditRecordRow};

/// A record's row; `holder_key` is the keyed hash that the business's records are found by.
pub fn credit_row(record: &CreditRecord, holder_key: String, version: i32) -> StoreResult<CreditRecordRow> {
    Ok(CreditRecordRow {
        id: record.id.into(),
        application_id: record.application.into(),
        certificate_id: record.certificate.into(),
        case_id: record.case.into(),
        division: record.division.clone(),
        item_code: record.item_code.clone(),
        department: record.department.clone(),
        issuer: record.issuer.clone(),
        owner_id: record.owner.into(),
        holder_key,
        class: text(record.class()),
        status: text(record.status()),
        public_from: record.public_from(),
        public_to: record.public_to(),
        doc: document(record)?,
        version,
    })
}

/// A record from its row.
pub fn credit_from(row: CreditRecordRow) -> StoreResult<CreditRecord> {
    aggregate(row.doc)
}
