//! The jurisdiction's data as loaded: one row a revision, the newest in force.

use diesel::prelude::*;

use crate::{
    backend::Connection, error::StoreResult, row::JurisdictionRevisionRow, schema::jurisdiction_revisions as revisions,
};

/// The newest revision's number; `None` before the first load.
pub fn newest_revision(conn: &mut Connection, code: &str) -> StoreResult<Option<i32>> {
    let newest = revisions::table
        .filter(revisions::code.eq(code))
        .order(revisions::revision.desc())
        .select(revisions::revision)
        .first(conn);
    Ok(newest.optional()?)
}

/// One revision.
pub fn find(conn: &mut Connection, code: &str, revision: i32) -> StoreResult<JurisdictionRevisionRow> {
    Ok(revisions::table.find((code, revision)).select(JurisdictionRevisionRow::as_select()).first(conn)?)
}

/// Adds a revision; its number is unique.
pub fn insert(conn: &mut Connection, row: &JurisdictionRevisionRow) -> StoreResult<()> {
    diesel::insert_into(revisions::table).values(row).execute(conn)?;
    Ok(())
}
