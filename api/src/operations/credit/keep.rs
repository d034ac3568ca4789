//! Records as they are kept, with their repairs and receipts.

use kaiye_domain::{
    actor::Reach,
    certificate::Certificate,
    credit::{CreditReceipt, CreditRecord, CreditRepair},
    id::{CreditRecordId, EnforcementCaseId},
};
use kaiye_persistence::{
    map::{certificate_from, credit_from, credit_receipt_from, credit_repair_from, credit_row},
    repo::{certificate, credit, credit_receipt, credit_repair},
    row::CreditRecordRow,
};

use crate::operations::{Outcome, Tx, dossier::holder_key};

/// More than one case or record brings of anything.
const MOST: i64 = 1000;

/// A record with its version.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The record.
    pub record: CreditRecord,
    /// Its version.
    pub version: i32,
}

impl Kept {
    /// A record from its row.
    pub fn from_row(row: CreditRecordRow) -> Outcome<Self> {
        let version = row.version;
        Ok(Self { record: credit_from(row)?, version })
    }
}

/// A record that is within the caller's reach or published today.
pub fn find(tx: &mut Tx<'_>, id: CreditRecordId) -> Outcome<Kept> {
    Kept::from_row(credit::find(tx.conn, &tx.actor.reach(), tx.today(), id)?)
}

/// The certificate that a record is about: who has found the record may know of it.
pub fn certificate(tx: &mut Tx<'_>, record: &CreditRecord) -> Outcome<Certificate> {
    Ok(certificate_from(certificate::find(tx.conn, &Reach::All, record.certificate)?)?)
}

/// A record's repairs in the order they were filed.
pub fn repairs(tx: &mut Tx<'_>, id: CreditRecordId) -> Outcome<Vec<CreditRepair>> {
    let rows = credit_repair::of_record(tx.conn, id, MOST)?;
    Ok(rows.into_iter().map(credit_repair_from).collect::<Result<_, _>>()?)
}

/// A record's receipts from credit platforms, the newest first.
pub fn receipts(tx: &mut Tx<'_>, id: CreditRecordId) -> Outcome<Vec<CreditReceipt>> {
    let rows = credit_receipt::of_record(tx.conn, id, MOST)?;
    Ok(rows.into_iter().map(credit_receipt_from).collect::<Result<_, _>>()?)
}

/// The records of a case, the newest first.
pub(super) fn of_case(tx: &mut Tx<'_>, case: EnforcementCaseId) -> Outcome<Vec<Kept>> {
    credit::of_case(tx.conn, case, MOST)?.into_iter().map(Kept::from_row).collect()
}

/// Keeps a new record.
pub(super) fn insert(tx: &mut Tx<'_>, record: &CreditRecord) -> Outcome<()> {
    let key = holder_key(tx, &record.holder_uscc);
    credit::insert(tx.conn, &credit_row(record, key, 1)?)?;
    Ok(())
}

/// Writes a record over the version that was read; gives the new one.
pub(super) fn save(tx: &mut Tx<'_>, record: &CreditRecord, was: i32) -> Outcome<i32> {
    let (key, version) = (holder_key(tx, &record.holder_uscc), was + 1);
    credit::update(tx.conn, &credit_row(record, key, version)?, was)?;
    Ok(version)
}
