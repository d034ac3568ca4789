//! Visits to the window (S27).

use diesel::prelude::*;
use kaiye_domain::id::ApplicationId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::VisitRow,
    schema::visits,
};

/// Keeps a visit.
pub fn insert(conn: &mut Connection, row: &VisitRow) -> StoreResult<()> {
    diesel::insert_into(visits::table).values(row).execute(conn)?;
    Ok(())
}

/// The visits for an application, in the order in which they were recorded, from after one.
pub fn of_application(
    conn: &mut Connection,
    application: ApplicationId,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<VisitRow>> {
    let mut query = visits::table
        .filter(visits::application_id.eq(Key::from(application)))
        .order(visits::id)
        .limit(limit)
        .select(VisitRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(visits::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// How many visits an application took.
pub fn count(conn: &mut Connection, application: ApplicationId) -> StoreResult<i64> {
    Ok(visits::table.filter(visits::application_id.eq(Key::from(application))).count().get_result(conn)?)
}
