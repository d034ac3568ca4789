//! Verification tasks (S14, S15).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{ApplicationId, CertificateId, VerificationTaskId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_verification_tasks,
    row::{VerificationOfficerRow, VerificationTaskRow},
    schema::{certificates, verification_officers, verification_tasks},
};

/// Which tasks a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct VerificationFilter {
    /// Owed by this department.
    pub department: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Of this certificate.
    pub certificate: Option<CertificateId>,
}

/// Where a list by priority goes on: after this priority's task of this id.
pub type PriorityCursor = (i32, Uuid);

/// Writes new tasks.
pub fn insert(conn: &mut Connection, rows: &[VerificationTaskRow]) -> StoreResult<()> {
    insert_all!(conn, verification_tasks::table, rows)
}

/// The task, if it is within reach.
pub fn find(conn: &mut Connection, reach: &Reach, id: VerificationTaskId) -> StoreResult<VerificationTaskRow> {
    let mut query = verification_tasks::table
        .filter(verification_tasks::id.eq(Key::from(id)))
        .select(VerificationTaskRow::as_select())
        .into_boxed();
    if let Some(condition) = on_verification_tasks(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// The applications of those of these tasks that are within reach.
pub fn applications_of(
    conn: &mut Connection,
    reach: &Reach,
    ids: &[VerificationTaskId],
) -> StoreResult<BTreeMap<VerificationTaskId, ApplicationId>> {
    let ids: Vec<Key> = ids.iter().copied().map(Key::from).collect();
    let mut query = verification_tasks::table
        .filter(verification_tasks::id.eq_any(ids))
        .select((verification_tasks::id, verification_tasks::application_id))
        .into_boxed();
    if let Some(condition) = on_verification_tasks(reach) {
        query = query.filter(condition);
    }
    let found: Vec<(Key, Key)> = query.load(conn)?;
    Ok(found.into_iter().map(|(id, application)| (id.into(), application.into())).collect())
}

/// An application's tasks in their order.
pub fn of_application(
    conn: &mut Connection,
    application: ApplicationId,
    limit: i64,
) -> StoreResult<Vec<VerificationTaskRow>> {
    Ok(verification_tasks::table
        .filter(verification_tasks::application_id.eq(Key::from(application)))
        .order(verification_tasks::id)
        .limit(limit)
        .select(VerificationTaskRow::as_select())
        .load(conn)?)
}

/// A department's tasks in these applications, in their order.
pub fn of_applications(
    conn: &mut Connection,
    applications: &[ApplicationId],
    department: &str,
    limit: i64,
) -> StoreResult<Vec<VerificationTaskRow>> {
    let applications: Vec<Key> = applications.iter().copied().map(Key::from).collect();
    Ok(verification_tasks::table
        .filter(verification_tasks::application_id.eq_any(applications))
        .filter(verification_tasks::department.eq(department.to_owned()))
        .order(verification_tasks::id)
        .limit(limit)
        .select(VerificationTaskRow::as_select())
        .load(conn)?)
}

/// The tasks of these certificates in their order.
pub fn of_certificates(conn: &mut Connection, certificates: &[CertificateId]) -> StoreResult<Vec<VerificationTaskRow>> {
    let certificates: Vec<Key> = certificates.iter().copied().map(Key::from).collect();
    Ok(verification_tasks::table
        .filter(verification_tasks::certificate_id.eq_any(certificates))
        .order(verification_tasks::id)
        .select(VerificationTaskRow::as_select())
        .load(conn)?)
}

/// Tasks within reach, the most pressing first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    filter: &VerificationFilter,
    after: Option<PriorityCursor>,
    limit: i64,
) -> StoreResult<Vec<VerificationTaskRow>> {
    let filter = filter.clone();
    let mut query = verification_tasks::table
        .select(VerificationTaskRow::as_select())
        .order((verification_tasks::priority.desc(), verification_tasks::id))
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_verification_tasks(reach) {
        query = query.filter(condition);
    }
    if let Some(department) = filter.department {
        query = query.filter(verification_tasks::department.eq(department));
    }
    if let Some(status) = filter.status {
        query = query.filter(verification_tasks::status.eq(status));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(verification_tasks::kind.eq(kind));
    }
    if let Some(certificate) = filter.certificate {
        query = query.filter(verification_tasks::certificate_id.eq(Key::from(certificate)));
    }
    if let Some((priority, id)) = after {
        let behind = verification_tasks::priority.lt(priority).or(verification_tasks::id.gt(Key(id)));
        query = query.filter(verification_tasks::priority.le(priority)).filter(behind);
    }
    Ok(query.load(conn)?)
}

/// Changes a task that still has the expected version.
pub fn update(conn: &mut Connection, row: &VerificationTaskRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, verification_tasks, row, expected)
}

/// The tasks about any certificate of a holder, the newest first, each with the version of its item.
pub fn of_holder(conn: &mut Connection, holder_key: &str, limit: i64) -> StoreResult<Vec<(VerificationTaskRow, i32)>> {
    Ok(verification_tasks::table
        .inner_join(certificates::table)
        .filter(certificates::holder_key.eq(holder_key.to_owned()))
        .order(verification_tasks::id.desc())
        .limit(limit)
        .select((VerificationTaskRow::as_select(), certificates::item_version))
        .load(conn)?)
}

/// Writes how pressing a task is. Nothing else of it: that depends on other cases of its holder too, whose locks are not
/// this one's.
pub fn set_priority(conn: &mut Connection, row: &VerificationTaskRow) -> StoreResult<()> {
    let (priority, reasons) = (row.priority, row.priority_reasons.clone());
    diesel::update(verification_tasks::table.find(row.id))
        .set((verification_tasks::priority.eq(priority), verification_tasks::priority_reasons.eq(reasons)))
        .execute(conn)?;
    Ok(())
}

/// Puts these officers on a task, and takes everybody else off it.
pub fn set_officers(conn: &mut Connection, task: VerificationTaskId, officers: &[Uuid]) -> StoreResult<()> {
    let of_task = verification_officers::table.filter(verification_officers::task_id.eq(Key::from(task)));
    diesel::delete(of_task).execute(conn)?;
    let row = |officer: &Uuid| VerificationOfficerRow { task_id: task.into(), account_id: Key(*officer) };
    insert_all!(conn, verification_officers::table, &officers.iter().map(row).collect::<Vec<_>>())
}

/// Writes a task's due date anew, after its clock was reckoned by another calendar.
pub fn set_due(conn: &mut Connection, id: VerificationTaskId, due_on: Option<NaiveDate>) -> StoreResult<()> {
    diesel::update(verification_tasks::table.find(Key::from(id)))
        .set(verification_tasks::due_on.eq(due_on))
        .execute(conn)?;
    Ok(())
}
