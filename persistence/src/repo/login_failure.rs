//! Failed sign-ins by keyed login.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::lock;
use crate::{
    backend::{Connection, Instant, on_either},
    error::StoreResult,
    row::LoginFailureRow,
    schema::login_failures,
};

/// The failures of a login, locked until the transaction ends, the first among them: of two guesses at the very same
/// moment each is counted.
pub fn lock(conn: &mut Connection, login_key: &str) -> StoreResult<Option<LoginFailureRow>> {
    lock::hold(conn, login_key)?;
    let found = login_failures::table.find(login_key).select(LoginFailureRow::as_select()).first(conn);
    Ok(found.optional()?)
}

/// Writes the failures of a login.
pub fn put(conn: &mut Connection, row: &LoginFailureRow) -> StoreResult<()> {
    on_either!(conn, c => diesel::insert_into(login_failures::table)
        .values(row)
        .on_conflict(login_failures::login_key)
        .do_update()
        .set((
            login_failures::failures.eq(row.failures),
            login_failures::blocked_until.eq(row.blocked_until),
            login_failures::updated_at.eq(row.updated_at),
        ))
        .execute(c))?;
    Ok(())
}

/// Forgets the failures of a login.
pub fn clear(conn: &mut Connection, login_key: &str) -> StoreResult<()> {
    diesel::delete(login_failures::table.find(login_key)).execute(conn)?;
    Ok(())
}

/// Forgets failures that nothing was added to since an instant; how many it were.
pub fn purge(conn: &mut Connection, before: DateTime<Utc>) -> StoreResult<usize> {
    let gone = login_failures::table.filter(login_failures::updated_at.lt(Instant::from(before)));
    Ok(on_either!(conn, c => diesel::delete(gone).execute(c))?)
}
