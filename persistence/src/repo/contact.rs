//! How the owners of accounts wish to be told of things.

use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key},
    error::{StoreError, StoreResult},
    row::ContactRow,
    schema::contacts,
};

/// An account's; none where its owner never said.
pub fn find(conn: &mut Connection, account: Uuid) -> StoreResult<Option<ContactRow>> {
    let found = contacts::table.find(Key(account)).select(ContactRow::as_select()).first(conn);
    Ok(found.optional()?)
}

/// Writes it over the version that was read; the first has the version 1. `Stale` where somebody else was faster.
pub fn save(conn: &mut Connection, row: &ContactRow) -> StoreResult<()> {
    if row.version == 1 {
        diesel::insert_into(contacts::table).values(row).execute(conn)?;
        return Ok(());
    }
    let updated = diesel::update(contacts::table.find(row.account_id))
        .filter(contacts::version.eq(row.version - 1))
        .set((
            contacts::sealed.eq(&row.sealed),
            contacts::updated_at.eq(row.updated_at),
            contacts::version.eq(row.version),
        ))
        .execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::stale("contacts")) }
}
