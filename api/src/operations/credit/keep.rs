//! Records as they are kept.

use kaiye_domain::credit::CreditRecord;
use kaiye_persistence::{
    map::{credit_from, credit_row},
    repo::credit,
    row::CreditRecordRow,
};
use uuid::Uuid;

use crate::operations::{Outcome, Tx, dossier::holder_key};

/// More records than one case brings.
const MOST: i64 = 100;

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

/// The records of a case, the newest first.
pub(super) fn of_case(tx: &mut Tx<'_>, case: Uuid) -> Outcome<Vec<Kept>> {
    credit::of_case(tx.conn, case, MOST)?.into_iter().map(Kept::from_row).collect()
}

/// Keeps a new record.
pub(super) fn insert(tx: &mut Tx<'_>, record: &CreditRecord) -> Outcome<()> {
    let key = holder_key(tx, &record.holder_uscc);
    credit::insert(tx.conn, &credit_row(record, key, 1)?)?;
    Ok(())
}

/// Writes a record over the version that was read; gives the new one.
pub fn save(tx: &mut Tx<'_>, record: &CreditRecord, was: i32) -> Outcome<i32> {
    let (key, version) = (holder_key(tx, &record.holder_uscc), was + 1);
    credit::update(tx.conn, &credit_row(record, key, version)?, was)?;
    Ok(version)
}
