//! A credit platform's receipts for records (S19).

use diesel::prelude::*;
use kaiye_domain::id::CreditRecordId;

use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::CreditReceiptRow,
    schema::credit_receipts,
};

/// Keeps a receipt.
pub fn insert(conn: &mut Connection, row: &CreditReceiptRow) -> StoreResult<()> {
    insert_all!(conn, credit_receipts::table, std::slice::from_ref(row))
}

/// A record's receipts, the newest first.
pub fn of_record(conn: &mut Connection, record: CreditRecordId, limit: i64) -> StoreResult<Vec<CreditReceiptRow>> {
    Ok(credit_receipts::table
        .filter(credit_receipts::record_id.eq(Key::from(record)))
        .order((credit_receipts::recorded_at.desc(), credit_receipts::id))
        .limit(limit)
        .select(CreditReceiptRow::as_select())
        .load(conn)?)
}
