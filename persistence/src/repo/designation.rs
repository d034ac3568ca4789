//! Dated designations of a department's or county's person and deputy (专人, S7).

use chrono::NaiveDate;
use diesel::prelude::*;
use kaiye_domain::id::DesignationId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, insert_all},
    error::{StoreError, StoreResult},
    row::DesignationRow,
    schema::designations,
};

/// Keeps a designation.
pub fn insert(conn: &mut Connection, row: &DesignationRow) -> StoreResult<()> {
    insert_all!(conn, designations::table, std::slice::from_ref(row))
}

/// The designation.
pub fn find(conn: &mut Connection, id: DesignationId) -> StoreResult<DesignationRow> {
    Ok(designations::table.find(Key::from(id)).select(DesignationRow::as_select()).first(conn)?)
}

/// Writes a designation back, e.g. with a last day.
pub fn update(conn: &mut Connection, row: &DesignationRow) -> StoreResult<()> {
    let updated = diesel::update(designations::table.find(row.id)).set(row).execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::not_found("designation")) }
}

/// A department's designation for a function whose days include this one, the latest to begin; of two on the same day
/// the later made.
pub fn in_force(
    conn: &mut Connection,
    department: &str,
    function: &str,
    on: NaiveDate,
) -> StoreResult<Option<DesignationRow>> {
    let valid_to = designations::valid_to.assume_not_null();
    Ok(designations::table
        .filter(designations::department.eq(department))
        .filter(designations::function.eq(function))
        .filter(designations::valid_from.le(on))
        .filter(designations::valid_to.is_null().or(valid_to.ge(on)))
        .order((designations::valid_from.desc(), designations::id.desc()))
        .select(DesignationRow::as_select())
        .first(conn)
        .optional()?)
}

/// Which designations a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct DesignationFilter {
    /// Of this department.
    pub department: Option<String>,
    /// In force on this day.
    pub on: Option<NaiveDate>,
}

/// Designations in the order they were made, from after one.
pub fn list(
    conn: &mut Connection,
    filter: &DesignationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<DesignationRow>> {
    let mut query =
        designations::table.select(DesignationRow::as_select()).order(designations::id).limit(limit).into_boxed();
    if let Some(department) = filter.department.clone() {
        query = query.filter(designations::department.eq(department));
    }
    if let Some(on) = filter.on {
        let valid_to = designations::valid_to.assume_not_null();
        query = query.filter(designations::valid_from.le(on));
        query = query.filter(designations::valid_to.is_null().or(valid_to.ge(on)));
    }
    if let Some(after) = after {
        query = query.filter(designations::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
