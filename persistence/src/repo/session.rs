//! Sign-ins and their refresh tokens: a sign-in is one family, each of its tokens is used once.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::update::purge;
use crate::{
    backend::{Connection, Instant, Key},
    error::StoreResult,
    row::{AccountRow, RefreshTokenRow, SessionRow},
    schema::{accounts, refresh_tokens, sessions},
};

/// Begins a session.
pub fn insert(conn: &mut Connection, row: &SessionRow) -> StoreResult<()> {
    diesel::insert_into(sessions::table).values(row).execute(conn)?;
    Ok(())
}

/// One session.
pub fn find(conn: &mut Connection, id: Uuid) -> StoreResult<SessionRow> {
    Ok(sessions::table.find(Key(id)).select(SessionRow::as_select()).first(conn)?)
}

/// A session and whose it is, in one query: every request with a token asks this.
pub fn find_with_account(conn: &mut Connection, id: Uuid) -> StoreResult<Option<(SessionRow, AccountRow)>> {
    let found = sessions::table
        .inner_join(accounts::table)
        .filter(sessions::id.eq(Key(id)))
        .select((SessionRow::as_select(), AccountRow::as_select()))
        .first(conn);
    Ok(found.optional()?)
}

/// Ends a session unless it has ended; how many it were.
pub fn revoke(conn: &mut Connection, id: Uuid, at: DateTime<Utc>, because: &str) -> StoreResult<usize> {
    let ended = diesel::update(sessions::table.find(Key(id)).filter(sessions::revoked_at.is_null()))
        .set((sessions::revoked_at.eq(Instant::from(at)), sessions::revoked_because.eq(because)))
        .execute(conn)?;
    Ok(ended)
}

/// Ends every session of an account; how many it were.
pub fn revoke_all(conn: &mut Connection, account: Uuid, at: DateTime<Utc>, because: &str) -> StoreResult<usize> {
    let running = sessions::table.filter(sessions::account_id.eq(Key(account))).filter(sessions::revoked_at.is_null());
    let ended = diesel::update(running)
        .set((sessions::revoked_at.eq(Instant::from(at)), sessions::revoked_because.eq(because)))
        .execute(conn)?;
    Ok(ended)
}

/// Gives out a refresh token.
pub fn insert_token(conn: &mut Connection, row: &RefreshTokenRow) -> StoreResult<()> {
    diesel::insert_into(refresh_tokens::table).values(row).execute(conn)?;
    Ok(())
}

/// The refresh token with this hash.
pub fn find_token(conn: &mut Connection, hash: &str) -> StoreResult<Option<RefreshTokenRow>> {
    let found = refresh_tokens::table.find(hash).select(RefreshTokenRow::as_select()).first(conn);
    Ok(found.optional()?)
}

/// Uses a refresh token; false when it was used already. Of two at once, one uses it.
pub fn use_token(conn: &mut Connection, hash: &str, at: DateTime<Utc>) -> StoreResult<bool> {
    let used = diesel::update(refresh_tokens::table.find(hash).filter(refresh_tokens::used_at.is_null()))
        .set(refresh_tokens::used_at.eq(Instant::from(at)))
        .execute(conn)?;
    Ok(used == 1)
}

/// Forgets up to `limit` sessions that expired before an instant, with their refresh tokens; how many it were.
pub fn purge(conn: &mut Connection, before: DateTime<Utc>, limit: i64) -> StoreResult<usize> {
    Ok(purge!(conn, "sessions", "id", "expires_at", before, limit)?)
}
