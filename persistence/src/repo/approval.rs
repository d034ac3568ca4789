//! Approvals as agencies exchange them: items of filed applications across them, with what hangs on each, a query a table.

use diesel::prelude::*;
use kaiye_domain::{actor::Departments, event::SubjectKind};
use uuid::Uuid;

use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::{ApplicationRow, CertificateRow, RequestedItemRow},
    schema::{applications, certificates, deferred_materials, event_audience, events, requested_items, served_notices},
};

/// Which items are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// Those of these applications.
    Of(&'a [Uuid]),
    /// These.
    Items(&'a [Uuid]),
}

/// The places in the log, after one, at which it says something of an application: to a department, or to who sees all.
/// Each with the application.
pub fn changes(
    conn: &mut Connection,
    departments: &Departments,
    after: i64,
    limit: i64,
) -> StoreResult<Vec<(i64, Uuid)>> {
    let kind: &str = SubjectKind::Application.into();
    let rows: Vec<(i64, Key)> = match departments {
        Departments::None => Vec::new(),
        Departments::All => events::table
            .filter(events::position.gt(after))
            .filter(events::subject_kind.eq(kind))
            .order(events::position)
            .limit(limit)
            .select((events::position.assume_not_null(), events::subject_id))
            .load(conn)?,
        Departments::One(department) => event_audience::table
            .inner_join(events::table)
            .filter(event_audience::department.eq(department))
            .filter(event_audience::position.gt(after))
            .filter(events::subject_kind.eq(kind))
            .order(event_audience::position)
            .limit(limit)
            .select((event_audience::position, events::subject_id))
            .load(conn)?,
    };
    Ok(rows.into_iter().map(|(position, application)| (position, application.0)).collect())
}

/// Items of filed applications that a department issues or supervises, or that who sees all asks for, with their
/// applications.
pub fn items(
    conn: &mut Connection,
    departments: &Departments,
    asked: Asked<'_>,
) -> StoreResult<Vec<(RequestedItemRow, ApplicationRow)>> {
    let keys = |ids: &[Uuid]| ids.iter().copied().map(Key).collect::<Vec<_>>();
    let mut query = requested_items::table
        .inner_join(applications::table)
        .filter(applications::submitted_at.is_not_null())
        .order((requested_items::application_id, requested_items::position))
        .select((RequestedItemRow::as_select(), ApplicationRow::as_select()))
        .into_boxed();
    query = match asked {
        Asked::Of(applications) => query.filter(requested_items::application_id.eq_any(keys(applications))),
        Asked::Items(ids) => query.filter(requested_items::id.eq_any(keys(ids))),
    };
    query = match departments {
        Departments::All => query,
        Departments::None => return Ok(Vec::new()),
        Departments::One(one) => {
            query.filter(requested_items::issuer.eq(one.clone()).or(requested_items::supervisor.eq(one.clone())))
        }
    };
    Ok(query.load(conn)?)
}

/// The certificates that these items ended in.
pub fn certificates_of(conn: &mut Connection, items: &[Key]) -> StoreResult<Vec<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::requested_item_id.eq_any(items.to_vec()))
        .select(CertificateRow::as_select())
        .load(conn)?)
}

/// The items whose certificates bear one of these numbers or identifiers, each with both.
pub fn named(conn: &mut Connection, names: &[String]) -> StoreResult<Vec<(Uuid, String, String)>> {
    let by_name = certificates::identifier.eq_any(names.to_vec()).or(certificates::number.eq_any(names.to_vec()));
    let rows: Vec<(Key, String, String)> = certificates::table
        .filter(by_name)
        .select((certificates::requested_item_id, certificates::number, certificates::identifier))
        .load(conn)?;
    Ok(rows.into_iter().map(|(item, number, identifier)| (item.0, number, identifier)).collect())
}

/// The numbers of the notices of these kinds that were served about these items, the oldest first.
pub fn served(conn: &mut Connection, items: &[Key], kinds: &[&str]) -> StoreResult<Vec<(Key, String)>> {
    let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    Ok(served_notices::table
        .filter(served_notices::requested_item_id.assume_not_null().eq_any(items.to_vec()))
        .filter(served_notices::kind.eq_any(kinds))
        .order(served_notices::id)
        .select((served_notices::requested_item_id.assume_not_null(), served_notices::number))
        .load(conn)?)
}

/// Those of these items that were accepted with materials to follow.
pub fn deferred(conn: &mut Connection, items: &[Key]) -> StoreResult<Vec<Key>> {
    Ok(deferred_materials::table
        .filter(deferred_materials::requested_item_id.eq_any(items.to_vec()))
        .select(deferred_materials::requested_item_id)
        .distinct()
        .load(conn)?)
}
