//! Rectification orders (S16).

use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{CertificateId, RectificationId, VerificationTaskId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_rectification_orders,
    row::RectificationOrderRow,
    schema::rectification_orders,
};

/// Which orders a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct RectificationFilter {
    /// Ordered by this department.
    pub department: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// About this certificate.
    pub certificate: Option<CertificateId>,
}

/// Keeps a new order.
pub fn insert(conn: &mut Connection, row: &RectificationOrderRow) -> StoreResult<()> {
    insert_all!(conn, rectification_orders::table, std::slice::from_ref(row))
}

/// The order, if it is within reach.
pub fn find(conn: &mut Connection, reach: &Reach, id: RectificationId) -> StoreResult<RectificationOrderRow> {
    let mut query = rectification_orders::table
        .filter(rectification_orders::id.eq(Key::from(id)))
        .select(RectificationOrderRow::as_select())
        .into_boxed();
    if let Some(condition) = on_rectification_orders(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// The order that a task brought; at most one.
pub fn of_task(conn: &mut Connection, task: VerificationTaskId) -> StoreResult<Option<RectificationOrderRow>> {
    Ok(rectification_orders::table
        .filter(rectification_orders::task_id.eq(Key::from(task)))
        .select(RectificationOrderRow::as_select())
        .first(conn)
        .optional()?)
}

/// The orders about these certificates in their order.
pub fn of_certificates(
    conn: &mut Connection,
    certificates: &[CertificateId],
) -> StoreResult<Vec<RectificationOrderRow>> {
    let certificates: Vec<Key> = certificates.iter().copied().map(Key::from).collect();
    Ok(rectification_orders::table
        .filter(rectification_orders::certificate_id.eq_any(certificates))
        .order(rectification_orders::id)
        .select(RectificationOrderRow::as_select())
        .load(conn)?)
}

/// Those within reach, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    filter: &RectificationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<RectificationOrderRow>> {
    let filter = filter.clone();
    let mut query = rectification_orders::table
        .select(RectificationOrderRow::as_select())
        .order(rectification_orders::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_rectification_orders(reach) {
        query = query.filter(condition);
    }
    if let Some(department) = filter.department {
        query = query.filter(rectification_orders::department.eq(department));
    }
    if let Some(status) = filter.status {
        query = query.filter(rectification_orders::status.eq(status));
    }
    if let Some(certificate) = filter.certificate {
        query = query.filter(rectification_orders::certificate_id.eq(Key::from(certificate)));
    }
    if let Some(after) = after {
        query = query.filter(rectification_orders::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Changes one that still has the expected version.
pub fn update(conn: &mut Connection, row: &RectificationOrderRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, rectification_orders, row, expected)
}
