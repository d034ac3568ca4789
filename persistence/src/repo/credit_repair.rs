//! Repairs of credit records that were asked for (信用修复, S19).

use diesel::prelude::*;
use kaiye_domain::id::CreditRecordId;

use crate::{
    backend::{Connection, Key, insert_all},
    error::{StoreError, StoreResult},
    row::CreditRepairRow,
    schema::credit_repairs,
};

/// Keeps a repair as filed.
pub fn insert(conn: &mut Connection, row: &CreditRepairRow) -> StoreResult<()> {
    insert_all!(conn, credit_repairs::table, std::slice::from_ref(row))
}

/// A record's repairs in the order they were filed.
pub fn of_record(conn: &mut Connection, record: CreditRecordId, limit: i64) -> StoreResult<Vec<CreditRepairRow>> {
    Ok(credit_repairs::table
        .filter(credit_repairs::record_id.eq(Key::from(record)))
        .order((credit_repairs::filed_at, credit_repairs::id))
        .limit(limit)
        .select(CreditRepairRow::as_select())
        .load(conn)?)
}

/// Writes a repair back. Whoever does it holds the application's lock.
pub fn update(conn: &mut Connection, row: &CreditRepairRow) -> StoreResult<()> {
    let updated = diesel::update(credit_repairs::table.find(row.id)).set(row).execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::not_found("credit repair")) }
}
