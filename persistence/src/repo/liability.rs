//! Who answers for what (S20).

use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{ApplicationId, CertificateId, DeadlineId, LiabilityId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_liability_findings,
    row::LiabilityFindingRow,
    schema::liability_findings,
};

/// Which findings a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct LiabilityFilter {
    /// Of this department, or of a business that it supervises.
    pub department: Option<String>,
    /// Against this kind of party.
    pub party: Option<String>,
    /// For this.
    pub cause: Option<String>,
    /// In this application.
    pub application: Option<ApplicationId>,
}

/// Keeps a finding.
pub fn insert(conn: &mut Connection, row: &LiabilityFindingRow) -> StoreResult<()> {
    insert_all!(conn, liability_findings::table, std::slice::from_ref(row))
}

/// The finding that a late deadline brought, if it did.
pub fn of_deadline(conn: &mut Connection, deadline: DeadlineId) -> StoreResult<Option<LiabilityFindingRow>> {
    Ok(liability_findings::table
        .filter(liability_findings::deadline_id.eq(Key::from(deadline)))
        .select(LiabilityFindingRow::as_select())
        .first(conn)
        .optional()?)
}

/// The findings against whoever holds a certificate, the oldest first.
pub fn of_certificate(
    conn: &mut Connection,
    certificate: CertificateId,
    limit: i64,
) -> StoreResult<Vec<LiabilityFindingRow>> {
    Ok(liability_findings::table
        .filter(liability_findings::certificate_id.eq(Key::from(certificate)))
        .order(liability_findings::id)
        .limit(limit)
        .select(LiabilityFindingRow::as_select())
        .load(conn)?)
}

/// Changes a finding that still has the expected version.
pub fn update(conn: &mut Connection, row: &LiabilityFindingRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, liability_findings, row, expected)
}

/// The finding, if it is within reach.
pub fn find(conn: &mut Connection, reach: &Reach, id: LiabilityId) -> StoreResult<LiabilityFindingRow> {
    let mut query = liability_findings::table
        .filter(liability_findings::id.eq(Key::from(id)))
        .select(LiabilityFindingRow::as_select())
        .into_boxed();
    if let Some(condition) = on_liability_findings(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// Findings within reach, the oldest first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    filter: &LiabilityFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<LiabilityFindingRow>> {
    let filter = filter.clone();
    let mut query = liability_findings::table
        .select(LiabilityFindingRow::as_select())
        .order(liability_findings::id)
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_liability_findings(reach) {
        query = query.filter(condition);
    }
    if let Some(department) = filter.department {
        query = query.filter(liability_findings::department.eq(department));
    }
    if let Some(party) = filter.party {
        query = query.filter(liability_findings::party.eq(party));
    }
    if let Some(cause) = filter.cause {
        query = query.filter(liability_findings::cause.eq(cause));
    }
    if let Some(application) = filter.application {
        query = query.filter(liability_findings::application_id.eq(Key::from(application)));
    }
    if let Some(after) = after {
        query = query.filter(liability_findings::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
