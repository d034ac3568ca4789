//! Accounts: who signs in.

use diesel::prelude::*;
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::AccountRow,
    schema::accounts,
};

/// Opens an account; its login and its outside identity are unique.
pub fn insert(conn: &mut Connection, row: &AccountRow) -> StoreResult<()> {
    diesel::insert_into(accounts::table).values(row).execute(conn)?;
    Ok(())
}

/// One account.
pub fn find(conn: &mut Connection, id: Uuid) -> StoreResult<AccountRow> {
    Ok(accounts::table.find(Key(id)).select(AccountRow::as_select()).first(conn)?)
}

/// The account with this login.
pub fn find_by_login(conn: &mut Connection, login: &str) -> StoreResult<Option<AccountRow>> {
    let found = accounts::table.filter(accounts::login.eq(login)).select(AccountRow::as_select()).first(conn);
    Ok(found.optional()?)
}

/// The account of an outside identity.
pub fn find_by_identity(conn: &mut Connection, issuer: &str, subject: &str) -> StoreResult<Option<AccountRow>> {
    let found = accounts::table
        .filter(accounts::issuer.eq(issuer))
        .filter(accounts::subject.eq(subject))
        .select(AccountRow::as_select())
        .first(conn);
    Ok(found.optional()?)
}

/// Writes an account back whose version was `expected` when it was read.
pub fn update(conn: &mut Connection, row: &AccountRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, accounts, row, expected)
}

/// Accounts in the order they were opened, from after one of them; of one status when given.
pub fn list(
    conn: &mut Connection,
    status: Option<&str>,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<AccountRow>> {
    let mut query = accounts::table.select(AccountRow::as_select()).order(accounts::id).limit(limit).into_boxed();
    if let Some(status) = status {
        query = query.filter(accounts::status.eq(status.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(accounts::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// The accounts that work for a department, in the order they were opened.
pub fn of_department(conn: &mut Connection, department: &str) -> StoreResult<Vec<AccountRow>> {
    Ok(accounts::table
        .filter(accounts::department.assume_not_null().eq(department))
        .order(accounts::id)
        .select(AccountRow::as_select())
        .load(conn)?)
}
