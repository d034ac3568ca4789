//! Enforcement cases (S17, S18).

use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{CertificateId, EnforcementCaseId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_enforcement_cases,
    row::EnforcementCaseRow,
    schema::enforcement_cases,
};

/// Which cases a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Of this supervising department.
    pub department: Option<String>,
    /// About what this department granted.
    pub grantor: Option<String>,
    /// About whose fault.
    pub cause: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// About this certificate.
    pub certificate: Option<CertificateId>,
}

/// Keeps a new case.
pub fn insert(conn: &mut Connection, row: &EnforcementCaseRow) -> StoreResult<()> {
    insert_all!(conn, enforcement_cases::table, std::slice::from_ref(row))
}

/// The case, if it is within reach.
pub fn find(conn: &mut Connection, reach: &Reach, id: EnforcementCaseId) -> StoreResult<EnforcementCaseRow> {
    let mut query = enforcement_cases::table
        .filter(enforcement_cases::id.eq(Key::from(id)))
        .select(EnforcementCaseRow::as_select())
        .into_boxed();
    if let Some(condition) = on_enforcement_cases(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// Those within reach, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    filter: &CaseFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<EnforcementCaseRow>> {
    let filter = filter.clone();
    let mut query = enforcement_cases::table
        .select(EnforcementCaseRow::as_select())
        .order(enforcement_cases::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_enforcement_cases(reach) {
        query = query.filter(condition);
    }
    if let Some(department) = filter.department {
        query = query.filter(enforcement_cases::department.eq(department));
    }
    if let Some(grantor) = filter.grantor {
        query = query.filter(enforcement_cases::grantor.eq(grantor));
    }
    if let Some(cause) = filter.cause {
        query = query.filter(enforcement_cases::cause.eq(cause));
    }
    if let Some(status) = filter.status {
        query = query.filter(enforcement_cases::status.eq(status));
    }
    if let Some(certificate) = filter.certificate {
        query = query.filter(enforcement_cases::certificate_id.eq(Key::from(certificate)));
    }
    if let Some(after) = after {
        query = query.filter(enforcement_cases::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Changes one that still has the expected version.
pub fn update(conn: &mut Connection, row: &EnforcementCaseRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, enforcement_cases, row, expected)
}
