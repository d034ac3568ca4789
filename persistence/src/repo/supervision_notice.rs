//! Supervision notices (S26).

use chrono::NaiveDate;
use diesel::prelude::*;
use kaiye_domain::{
    actor::Departments,
    id::{ApplicationId, SupervisionNoticeId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::SupervisionNoticeRow,
    schema::supervision_notices,
};

/// The status of a notice whose answer is owed.
const OPEN: &str = "open";

/// Which notices a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct SupervisionNoticeFilter {
    /// To this department.
    pub department: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// About this application or what belongs to it.
    pub application: Option<ApplicationId>,
    /// About this very case.
    pub about: Option<Uuid>,
    /// Whose answer was due before this day and has not come; or the others.
    pub overdue: Option<(bool, NaiveDate)>,
}

/// Keeps a notice.
pub fn insert(conn: &mut Connection, row: &SupervisionNoticeRow) -> StoreResult<()> {
    insert_all!(conn, supervision_notices::table, std::slice::from_ref(row))
}

/// Changes a notice that still has the expected version.
pub fn update(conn: &mut Connection, row: &SupervisionNoticeRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, supervision_notices, row, expected)
}

/// The notice, if it goes to one of these departments.
pub fn find(conn: &mut Connection, of: &Departments, id: SupervisionNoticeId) -> StoreResult<SupervisionNoticeRow> {
    let query = supervision_notices::table
        .filter(supervision_notices::id.eq(Key::from(id)))
        .select(SupervisionNoticeRow::as_select())
        .into_boxed();
    Ok(match of {
        Departments::All => query.first(conn)?,
        Departments::One(department) => query.filter(supervision_notices::department.eq(department)).first(conn)?,
        Departments::None => return Err(diesel::NotFound.into()),
    })
}

/// The same; until the transaction ends nobody else changes it.
pub fn lock(conn: &mut Connection, of: &Departments, id: SupervisionNoticeId) -> StoreResult<SupervisionNoticeRow> {
    if let Connection::Postgres(c) = conn {
        let row = supervision_notices::table.find(Key::from(id)).select(supervision_notices::id).for_no_key_update();
        row.first::<Key>(c).optional()?;
    }
    find(conn, of, id)
}

/// Notices to these departments, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    of: &Departments,
    filter: &SupervisionNoticeFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<SupervisionNoticeRow>> {
    let filter = filter.clone();
    let mut query = supervision_notices::table
        .select(SupervisionNoticeRow::as_select())
        .order(supervision_notices::id.desc())
        .limit(limit)
        .into_boxed();
    match of {
        Departments::All => {}
        Departments::One(department) => query = query.filter(supervision_notices::department.eq(department.clone())),
        Departments::None => return Ok(Vec::new()),
    }
    if let Some(department) = filter.department {
        query = query.filter(supervision_notices::department.eq(department));
    }
    if let Some(status) = filter.status {
        query = query.filter(supervision_notices::status.eq(status));
    }
    if let Some(application) = filter.application {
        query = query.filter(supervision_notices::application_id.eq(Key::from(application)));
    }
    if let Some(about) = filter.about {
        query = query.filter(supervision_notices::about_id.eq(Key(about)));
    }
    match filter.overdue {
        // Only an open notice has a day.
        Some((true, day)) => {
            let open = supervision_notices::status.eq(OPEN);
            query = query.filter(open.and(supervision_notices::due_on.assume_not_null().lt(day)));
        }
        Some((false, day)) => {
            let due_on = supervision_notices::due_on;
            query = query.filter(due_on.is_null().or(due_on.assume_not_null().ge(day)));
        }
        None => {}
    }
    if let Some(after) = after {
        query = query.filter(supervision_notices::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Notices whose answer goes up the chain of responsibility by a day, from after one: the longest overdue first.
pub fn due(
    conn: &mut Connection,
    by: NaiveDate,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> StoreResult<Vec<SupervisionNoticeRow>> {
    let watch_on = supervision_notices::watch_on.assume_not_null();
    let mut query = supervision_notices::table
        .filter(watch_on.le(by))
        .order((supervision_notices::watch_on, supervision_notices::id))
        .limit(limit)
        .select(SupervisionNoticeRow::as_select())
        .into_boxed();
    if let Some((day, id)) = after {
        query = query.filter(watch_on.ge(day)).filter(watch_on.gt(day).or(supervision_notices::id.gt(Key(id))));
    }
    Ok(query.load(conn)?)
}
