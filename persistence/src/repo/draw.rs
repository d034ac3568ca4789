//! Random draws of inspections (双随机).

use chrono::NaiveDate;
use diesel::prelude::*;
use kaiye_domain::{
    draw::DrawScope,
    id::{CertificateId, DrawId},
};
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::InspectionDrawRow,
    schema::{certificates, inspection_draws},
};

/// Keeps a draw, for good.
pub fn insert(conn: &mut Connection, row: &InspectionDrawRow) -> StoreResult<()> {
    insert_all!(conn, inspection_draws::table, std::slice::from_ref(row))
}

/// A draw. Whether the caller may read it is the domain's to say.
pub fn find(conn: &mut Connection, id: DrawId) -> StoreResult<InspectionDrawRow> {
    Ok(inspection_draws::table.find(Key::from(id)).select(InspectionDrawRow::as_select()).first(conn)?)
}

/// The draws of a department, or of all, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    department: Option<&str>,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<InspectionDrawRow>> {
    let mut query = inspection_draws::table
        .order(inspection_draws::id.desc())
        .limit(limit)
        .select(InspectionDrawRow::as_select())
        .into_boxed();
    if let Some(department) = department {
        query = query.filter(inspection_draws::department.eq(department.to_owned()));
    }
    if let Some(after) = after {
        query = query.filter(inspection_draws::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// The certificates in force on a day that a department supervises, within a scope, by id.
pub fn subjects(
    conn: &mut Connection,
    department: &str,
    scope: &DrawScope,
    today: NaiveDate,
    limit: i64,
) -> StoreResult<Vec<CertificateId>> {
    let mut query = certificates::table
        .filter(certificates::supervisor.eq(department.to_owned()))
        .filter(certificates::status.eq("valid"))
        .filter(certificates::valid_to.is_null().or(certificates::valid_to.assume_not_null().ge(today)))
        .order(certificates::id)
        .limit(limit)
        .select(certificates::id)
        .into_boxed();
    if let Some(item_code) = scope.item_code.clone() {
        query = query.filter(certificates::item_code.eq(item_code));
    }
    if let Some(division) = scope.division.clone() {
        query = query.filter(certificates::division.eq(division));
    }
    Ok(query.load::<Key>(conn)?.into_iter().map(Into::into).collect())
}
