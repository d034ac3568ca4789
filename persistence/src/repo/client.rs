//! Agencies' systems.

use diesel::prelude::*;
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::ClientRow,
    schema::clients,
};

/// Registers a client; its client id is unique.
pub fn insert(conn: &mut Connection, row: &ClientRow) -> StoreResult<()> {
    diesel::insert_into(clients::table).values(row).execute(conn)?;
    Ok(())
}

/// One client.
pub fn find(conn: &mut Connection, id: Uuid) -> StoreResult<ClientRow> {
    Ok(clients::table.find(Key(id)).select(ClientRow::as_select()).first(conn)?)
}

/// The client with this client id.
pub fn find_by_client_id(conn: &mut Connection, client_id: &str) -> StoreResult<Option<ClientRow>> {
    let found = clients::table.filter(clients::client_id.eq(client_id)).select(ClientRow::as_select()).first(conn);
    Ok(found.optional()?)
}

/// Writes a client back whose version was `expected` when it was read.
pub fn update(conn: &mut Connection, row: &ClientRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, clients, row, expected)
}

/// Clients in the order they were registered, from after one of them.
pub fn list(conn: &mut Connection, after: Option<Uuid>, limit: i64) -> StoreResult<Vec<ClientRow>> {
    let mut query = clients::table.select(ClientRow::as_select()).order(clients::id).limit(limit).into_boxed();
    if let Some(after) = after {
        query = query.filter(clients::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
