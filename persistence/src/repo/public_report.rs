//! Reports by the public (社会监督, S12).

use diesel::prelude::*;
use kaiye_domain::id::VerificationTaskId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::PublicReportRow,
    schema::public_reports,
};

/// Files a report.
pub fn insert(conn: &mut Connection, row: &PublicReportRow) -> StoreResult<()> {
    insert_all!(conn, public_reports::table, std::slice::from_ref(row))
}

/// The report with this code, by its keyed hash: who has the code filed it.
pub fn by_code(conn: &mut Connection, code_key: &str) -> StoreResult<PublicReportRow> {
    Ok(public_reports::table
        .filter(public_reports::code_key.eq(code_key))
        .select(PublicReportRow::as_select())
        .first(conn)?)
}

/// The reports that a task looks into, the oldest first, from after one. Whoever asks has found the task within reach.
pub fn of_task(
    conn: &mut Connection,
    task: VerificationTaskId,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<PublicReportRow>> {
    let mut query = public_reports::table
        .filter(public_reports::task_id.eq(Key::from(task)))
        .order(public_reports::id)
        .limit(limit)
        .select(PublicReportRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(public_reports::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
