//! The record of each run of the issue transaction (S9).

use diesel::prelude::*;
use kaiye_domain::id::ApplicationId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    row::DecisionRow,
    schema::decisions,
};

/// Keeps a decision.
pub fn insert(conn: &mut Connection, row: &DecisionRow) -> StoreResult<()> {
    insert_all!(conn, decisions::table, std::slice::from_ref(row))
}

/// An application's decisions in their order, from after one.
pub fn of_application(
    conn: &mut Connection,
    application: ApplicationId,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<DecisionRow>> {
    let mut query = decisions::table
        .filter(decisions::application_id.eq(Key::from(application)))
        .order(decisions::id)
        .limit(limit)
        .select(DecisionRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(decisions::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
