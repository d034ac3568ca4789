//! Credit records, their repairs and receipts.

use kaiye_domain::credit::{CreditReceipt, CreditRecord, CreditRepair, RepairState, RepairStatus};

use super::{aggregate, document, text};
use crate::{
    error::StoreResult,
    row::{CreditReceiptRow, CreditRecordRow, CreditRepairRow},
};

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

/// A repair's row, beside its record's.
pub fn credit_repair_row(repair: &CreditRepair, record: &CreditRecord) -> StoreResult<CreditRepairRow> {
    let decided_at = match &repair.state {
        RepairState::Filed => None,
        RepairState::Granted(decision) | RepairState::Refused(decision) => Some(decision.at),
        RepairState::Moot { at } => Some(*at),
    };
    Ok(CreditRepairRow {
        id: repair.id.into(),
        record_id: record.id.into(),
        application_id: record.application.into(),
        division: record.division.clone(),
        department: record.department.clone(),
        status: text(RepairStatus::from(&repair.state)),
        filed_at: repair.filed_at.into(),
        decided_at: decided_at.map(Into::into),
        doc: document(repair)?,
    })
}

/// A repair from its row.
pub fn credit_repair_from(row: CreditRepairRow) -> StoreResult<CreditRepair> {
    aggregate(row.doc)
}

/// A receipt's row.
pub fn credit_receipt_row(receipt: &CreditReceipt, division: &str) -> StoreResult<CreditReceiptRow> {
    Ok(CreditReceiptRow {
        id: receipt.id.into(),
        record_id: receipt.record.into(),
        division: division.to_owned(),
        record_version: receipt.record_version,
        outcome: text(receipt.word),
        received_at: receipt.received_at.into(),
        recorded_at: receipt.recorded_at.into(),
        doc: document(receipt)?,
    })
}

/// A receipt from its row.
pub fn credit_receipt_from(row: CreditReceiptRow) -> StoreResult<CreditReceipt> {
    aggregate(row.doc)
}
