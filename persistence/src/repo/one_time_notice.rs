//! One-time notices as served (S2). Whoever holds the id may read it again: it is a public service, and the id cannot be
//! guessed.

use diesel::prelude::*;
use kaiye_domain::id::NoticeId;

use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::OneTimeNoticeRow,
    schema::one_time_notices,
};

/// Keeps a notice as served.
pub fn insert(conn: &mut Connection, row: &OneTimeNoticeRow) -> StoreResult<()> {
    insert_all!(conn, one_time_notices::table, std::slice::from_ref(row))
}

/// The notice that anybody names by the code on its paper.
pub fn by_check_code(conn: &mut Connection, code: &str) -> StoreResult<Option<OneTimeNoticeRow>> {
    let query = one_time_notices::table.filter(one_time_notices::check_code.eq(code));
    Ok(query.select(OneTimeNoticeRow::as_select()).first(conn).optional()?)
}

/// The notice.
pub fn find(conn: &mut Connection, id: NoticeId) -> StoreResult<OneTimeNoticeRow> {
    Ok(one_time_notices::table.find(Key::from(id)).select(OneTimeNoticeRow::as_select()).first(conn)?)
}
