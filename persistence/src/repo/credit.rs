//! Credit records (S19).

use diesel::prelude::*;
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::CreditRecordRow,
    schema::credit_records,
};

/// Keeps a new record.
pub fn insert(conn: &mut Connection, row: &CreditRecordRow) -> StoreResult<()> {
    insert_all!(conn, credit_records::table, std::slice::from_ref(row))
}

/// The records of an enforcement case, the newest first. Whoever asks holds the application's lock.
pub fn of_case(conn: &mut Connection, case: Uuid, limit: i64) -> StoreResult<Vec<CreditRecordRow>> {
    Ok(credit_records::table
        .filter(credit_records::case_id.eq(Key(case)))
        .order(credit_records::id.desc())
        .limit(limit)
        .select(CreditRecordRow::as_select())
        .load(conn)?)
}

/// Changes a record that still has the expected version.
pub fn update(conn: &mut Connection, row: &CreditRecordRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, credit_records, row, expected)
}
