//! What is asked for in applications, across them. Within one, see [`super::dossier`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    backend::{Connection, Instant, Key},
    error::StoreResult,
    row::RequestedItemRow,
    schema::{application_subjects, applications, requested_items},
};

/// Items that a department issues, in one of these statuses, oldest first, from after one: what waits for its decision.
pub fn by_issuer(
    conn: &mut Connection,
    issuer: &str,
    handling: &str,
    statuses: &[&str],
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<RequestedItemRow>> {
    let mut query = requested_items::table
        .filter(requested_items::issuer.eq(issuer.to_owned()))
        .filter(requested_items::handling.eq(handling.to_owned()))
        .filter(requested_items::status.eq_any(statuses.iter().map(|status| (*status).to_owned()).collect::<Vec<_>>()))
        .order(requested_items::id)
        .limit(limit)
        .select(RequestedItemRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(requested_items::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// The codes of items, by their ids.
pub fn codes(conn: &mut Connection, ids: &[Uuid]) -> StoreResult<BTreeMap<Uuid, String>> {
    let keys: Vec<Key> = ids.iter().copied().map(Key).collect();
    let found: Vec<(Key, String)> = requested_items::table
        .filter(requested_items::id.eq_any(keys))
        .select((requested_items::id, requested_items::item_code))
        .load(conn)?;
    Ok(found.into_iter().map(|(id, code)| (id.into(), code)).collect())
}

/// The items in one of these statuses by which a subject asks to change or renew a permit, with when each application
/// was received.
pub fn for_permit(
    conn: &mut Connection,
    subject_key: &str,
    number: &str,
    statuses: &[&str],
    limit: i64,
) -> StoreResult<Vec<(RequestedItemRow, DateTime<Utc>)>> {
    let of_subject = application_subjects::table.filter(application_subjects::subject_key.eq(subject_key.to_owned()));
    let rows: Vec<(RequestedItemRow, Instant)> = requested_items::table
        .inner_join(applications::table)
        .filter(requested_items::application_id.eq_any(of_subject.select(application_subjects::application_id)))
        .filter(requested_items::existing_permit.assume_not_null().eq(number.to_owned()))
        .filter(requested_items::status.eq_any(statuses.iter().map(|status| (*status).to_owned()).collect::<Vec<_>>()))
        .order(requested_items::id)
        .limit(limit)
        .select((RequestedItemRow::as_select(), applications::received_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(row, received_at)| (row, received_at.into())).collect())
}
