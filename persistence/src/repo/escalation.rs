//! What went up the chain of responsibility (S24).

use chrono::NaiveDate;
use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{ApplicationId, EscalationId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_escalations,
    row::EscalationRow,
    schema::{deadlines, escalations},
};

/// Which escalations a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct EscalationFilter {
    /// Of what this department owes.
    pub department: Option<String>,
    /// That reached this step.
    pub step: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// In this application.
    pub application: Option<ApplicationId>,
}

/// Raises steps.
pub fn insert(conn: &mut Connection, rows: &[EscalationRow]) -> StoreResult<()> {
    insert_all!(conn, escalations::table, rows)
}

/// Changes an escalation that still has the expected version.
pub fn update(conn: &mut Connection, row: &EscalationRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, escalations, row, expected)
}

/// The escalation, if it is within reach. `zone_body` reads all that reached the posts above the departments.
pub fn find(conn: &mut Connection, reach: &Reach, zone_body: &str, id: EscalationId) -> StoreResult<EscalationRow> {
    let mut query =
        escalations::table.filter(escalations::id.eq(Key::from(id))).select(EscalationRow::as_select()).into_boxed();
    if let Some(condition) = on_escalations(reach, zone_body) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// Escalations within reach, the oldest first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    zone_body: &str,
    filter: &EscalationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<EscalationRow>> {
    let filter = filter.clone();
    let mut query =
        escalations::table.select(EscalationRow::as_select()).order(escalations::id).limit(limit).into_boxed();
    if let Some(condition) = on_escalations(reach, zone_body) {
        query = query.filter(condition);
    }
    if let Some(department) = filter.department {
        query = query.filter(escalations::department.eq(department));
    }
    if let Some(step) = filter.step {
        query = query.filter(escalations::step.eq(step));
    }
    if let Some(status) = filter.status {
        query = query.filter(escalations::status.eq(status));
    }
    if let Some(application) = filter.application {
        query = query.filter(escalations::application_id.eq(Key::from(application)));
    }
    if let Some(after) = after {
        query = query.filter(escalations::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Applications with a deadline whose next step is due by a day: each with that deadline's day and id, in their order,
/// from after one.
pub fn due(
    conn: &mut Connection,
    by: NaiveDate,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> StoreResult<Vec<(ApplicationId, NaiveDate, Uuid)>> {
    let on = deadlines::escalate_on.assume_not_null();
    let mut query = deadlines::table
        .filter(deadlines::escalate_on.is_not_null())
        .filter(on.le(by))
        .order((deadlines::escalate_on, deadlines::id))
        .limit(limit)
        .select((deadlines::application_id, on, deadlines::id))
        .into_boxed();
    if let Some((day, id)) = after {
        query = query.filter(on.ge(day)).filter(on.gt(day).or(deadlines::id.gt(Key(id))));
    }
    let rows: Vec<(Key, NaiveDate, Key)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(application, day, id)| (application.into(), day, id.into())).collect())
}
