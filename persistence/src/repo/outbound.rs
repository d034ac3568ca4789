//! What has to be sent on paper (S21).

use diesel::prelude::*;
use kaiye_domain::{
    actor::Departments,
    id::{ApplicationId, OutboundNoticeId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::OutboundNoticeRow,
    schema::outbound_notices,
};

/// Which outbound notices a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct OutboundFilter {
    /// In this status.
    pub status: Option<String>,
    /// That this department sends.
    pub department: Option<String>,
    /// Of this application.
    pub application: Option<ApplicationId>,
}

/// Keeps what is to be sent.
pub fn insert(conn: &mut Connection, rows: &[OutboundNoticeRow]) -> StoreResult<()> {
    insert_all!(conn, outbound_notices::table, rows)
}

/// Changes an outbound notice that still has the expected version.
pub fn update(conn: &mut Connection, row: &OutboundNoticeRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, outbound_notices, row, expected)
}

/// The outbound notice, if one of these departments sends it.
pub fn find(conn: &mut Connection, of: &Departments, id: OutboundNoticeId) -> StoreResult<OutboundNoticeRow> {
    let query = outbound_notices::table
        .filter(outbound_notices::id.eq(Key::from(id)))
        .select(OutboundNoticeRow::as_select())
        .into_boxed();
    Ok(match of {
        Departments::All => query.first(conn)?,
        Departments::One(department) => query.filter(outbound_notices::department.eq(department)).first(conn)?,
        Departments::None => return Err(diesel::NotFound.into()),
    })
}

/// These outbound notices; for the dossier whose deadlines name them.
pub fn these(conn: &mut Connection, ids: &[Uuid]) -> StoreResult<Vec<OutboundNoticeRow>> {
    let keys: Vec<Key> = ids.iter().copied().map(Key).collect();
    Ok(outbound_notices::table
        .filter(outbound_notices::id.eq_any(keys))
        .order(outbound_notices::id)
        .select(OutboundNoticeRow::as_select())
        .load(conn)?)
}

/// What these departments have to send, the oldest first, from after one.
pub fn list(
    conn: &mut Connection,
    of: &Departments,
    filter: &OutboundFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<OutboundNoticeRow>> {
    let filter = filter.clone();
    let mut query = outbound_notices::table
        .select(OutboundNoticeRow::as_select())
        .order(outbound_notices::id)
        .limit(limit)
        .into_boxed();
    match of {
        Departments::All => {}
        Departments::One(department) => query = query.filter(outbound_notices::department.eq(department.clone())),
        Departments::None => return Ok(Vec::new()),
    }
    if let Some(status) = filter.status {
        query = query.filter(outbound_notices::status.eq(status));
    }
    if let Some(department) = filter.department {
        query = query.filter(outbound_notices::department.eq(department));
    }
    if let Some(application) = filter.application {
        query = query.filter(outbound_notices::application_id.eq(Key::from(application)));
    }
    if let Some(after) = after {
        query = query.filter(outbound_notices::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
