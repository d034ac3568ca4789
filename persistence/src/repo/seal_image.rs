//! Images of entrusted seals (S8). A seal is its department's: another that names the same hash does not come by it.

use diesel::prelude::*;

use crate::{
    backend::{Connection, on_either},
    error::StoreResult,
    row::SealImageRow,
    schema::seal_images,
};

/// Keeps an image; whether it was not there before.
pub fn insert(conn: &mut Connection, row: &SealImageRow) -> StoreResult<bool> {
    let kept = on_either!(conn, c => diesel::insert_into(seal_images::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(kept == 1)
}

/// The image of a department's seal with a hash, if it was deposited.
pub fn find(conn: &mut Connection, entruster: &str, hash: &str) -> StoreResult<Option<SealImageRow>> {
    Ok(seal_images::table.find((entruster, hash)).select(SealImageRow::as_select()).first(conn).optional()?)
}

/// Those of these hashes that are deposited, with whose seal each is.
pub fn deposited(conn: &mut Connection, hashes: &[&str]) -> StoreResult<Vec<(String, String)>> {
    Ok(seal_images::table
        .filter(seal_images::hash.eq_any(hashes))
        .select((seal_images::entruster, seal_images::hash))
        .load(conn)?)
}

/// The images with any of these hashes.
pub fn of(conn: &mut Connection, hashes: &[&str]) -> StoreResult<Vec<SealImageRow>> {
    Ok(seal_images::table.filter(seal_images::hash.eq_any(hashes)).select(SealImageRow::as_select()).load(conn)?)
}
