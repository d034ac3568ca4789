//! A dossier: everything that belongs to one application, read with one query a table and written with one statement a
//! table. The application's own row is found and locked by [`super::application`], within the caller's reach.

use diesel::prelude::*;
use kaiye_domain::{
    application::{Application, Material, RequestedItem},
    commitment::Commitment,
    deferred::DeferredMaterial,
    id::{ApplicationId, RequestedItemId},
    served_notice::ServedNotice,
};

use crate::{
    backend::{Connection, Key, insert_all, upsert_all},
    error::StoreResult,
    map::{
        TrackedDeadline, commitment_from, commitment_row, deadline_from, deadline_row, deferred_from, deferred_row,
        item_from, item_row, material_from, material_row, notice_row,
    },
    row::{ApplicationSubjectRow, CommitmentRow, DeadlineRow, DeferredMaterialRow, MaterialRow, RequestedItemRow},
    schema::{
        application_subjects, commitments, deadlines, deferred_materials, materials, requested_items, served_notices,
    },
};

/// More rows of one kind than an application can have; a bound, not a page.
const MOST: i64 = 1000;

/// What is asked for, in order.
pub fn items(conn: &mut Connection, application: ApplicationId) -> StoreResult<Vec<RequestedItem>> {
    requested_items::table
        .filter(requested_items::application_id.eq(Key::from(application)))
        .order(requested_items::position)
        .limit(MOST)
        .select(RequestedItemRow::as_select())
        .load(conn)?
        .into_iter()
        .map(item_from)
        .collect()
}

/// The materials filed, the replaced ones among them, in the order they came.
pub fn materials(conn: &mut Connection, application: ApplicationId) -> StoreResult<Vec<Material>> {
    let rows: Vec<MaterialRow> = materials::table
        .filter(materials::application_id.eq(Key::from(application)))
        .order(materials::id)
        .limit(MOST)
        .select(MaterialRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(material_from).collect())
}

/// The commitments signed, in the order of signing.
pub fn commitments(conn: &mut Connection, application: ApplicationId) -> StoreResult<Vec<Commitment>> {
    commitments::table
        .filter(commitments::application_id.eq(Key::from(application)))
        .order(commitments::id)
        .limit(MOST)
        .select(CommitmentRow::as_select())
        .load(conn)?
        .into_iter()
        .map(commitment_from)
        .collect()
}

/// The deferred materials.
pub fn deferred(conn: &mut Connection, application: ApplicationId) -> StoreResult<Vec<DeferredMaterial>> {
    deferred_materials::table
        .filter(deferred_materials::application_id.eq(Key::from(application)))
        .order(deferred_materials::id)
        .limit(MOST)
        .select(DeferredMaterialRow::as_select())
        .load(conn)?
        .into_iter()
        .map(deferred_from)
        .collect()
}

/// The deadlines.
pub fn deadlines(conn: &mut Connection, application: ApplicationId) -> StoreResult<Vec<TrackedDeadline>> {
    deadlines::table
        .filter(deadlines::application_id.eq(Key::from(application)))
        .order(deadlines::id)
        .limit(MOST)
        .select(DeadlineRow::as_select())
        .load(conn)?
        .into_iter()
        .map(deadline_from)
        .collect()
}

/// Writes items, with the place each has in the application.
pub fn save_items(conn: &mut Connection, application: &Application, changed: &[&RequestedItem]) -> StoreResult<()> {
    let rows = application
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| changed.iter().any(|it| it.id == item.id))
        .map(|(position, item)| item_row(application, position, item))
        .collect::<StoreResult<Vec<_>>>()?;
    upsert_all!(
        conn,
        requested_items by id,
        [position, item_version, route, handling, existing_permit, issuer, supervisor, status, state],
        &rows
    )
}

/// Takes items off a draft, and what was signed for them.
pub fn drop_items(conn: &mut Connection, items: &[RequestedItemId]) -> StoreResult<()> {
    let keys: Vec<Key> = items.iter().map(|id| Key::from(*id)).collect();
    if keys.is_empty() {
        return Ok(());
    }
    diesel::delete(commitments::table.filter(commitments::requested_item_id.eq_any(&keys))).execute(conn)?;
    diesel::delete(requested_items::table.filter(requested_items::id.eq_any(&keys))).execute(conn)?;
    Ok(())
}

/// Writes materials.
pub fn save_materials(conn: &mut Connection, application: &Application, changed: &[&Material]) -> StoreResult<()> {
    let rows: Vec<_> = changed.iter().map(|it| material_row(it, application.id, application.division())).collect();
    upsert_all!(conn, materials by id, [replaced_at], &rows)
}

/// Writes commitments.
pub fn save_commitments(conn: &mut Connection, application: &Application, changed: &[&Commitment]) -> StoreResult<()> {
    let rows = changed
        .iter()
        .map(|it| commitment_row(it, application.id, application.division()))
        .collect::<StoreResult<Vec<_>>>()?;
    upsert_all!(conn, commitments by id, [status, doc, withdrawn_at], &rows)
}

/// Writes deferred materials, whose deadlines must stand already.
pub fn save_deferred(
    conn: &mut Connection,
    application: &Application,
    changed: &[&DeferredMaterial],
    deadlines: &[TrackedDeadline],
) -> StoreResult<()> {
    let deadline_of = |deferred: &DeferredMaterial| {
        deadlines.iter().find(|tracked| tracked.subject.1 == deferred.id.0).map(|tracked| tracked.id)
    };
    let rows: Vec<_> =
        changed.iter().map(|it| deferred_row(it, application.id, application.division(), deadline_of(it))).collect();
    upsert_all!(conn, deferred_materials by id, [status, deadline_id, closed_at], &rows)
}

/// Writes deadlines.
pub fn save_deadlines(conn: &mut Connection, changed: &[&TrackedDeadline]) -> StoreResult<()> {
    let rows = changed.iter().map(|it| deadline_row(it)).collect::<StoreResult<Vec<_>>>()?;
    upsert_all!(conn, deadlines by id, [status, due_on, provisional, calendar_version, doc, version, escalated, escalate_on], &rows)
}

/// Writes new notices.
pub fn add_notices(conn: &mut Connection, application: &Application, notices: &[ServedNotice]) -> StoreResult<()> {
    let rows: Vec<_> = notices.iter().map(|it| notice_row(it, application.id, application.division())).collect();
    insert_all!(conn, served_notices::table, &rows)
}

/// Writes whom the application is about anew: the keyed hashes bars are looked up by.
pub fn replace_subjects(
    conn: &mut Connection,
    application: ApplicationId,
    subjects: Vec<(&'static str, String)>,
) -> StoreResult<()> {
    diesel::delete(application_subjects::table.filter(application_subjects::application_id.eq(Key::from(application))))
        .execute(conn)?;
    let rows: Vec<_> = subjects
        .into_iter()
        .map(|(role, subject_key)| ApplicationSubjectRow {
            application_id: application.into(),
            role: role.to_owned(),
            subject_key,
        })
        .collect();
    insert_all!(conn, application_subjects::table, &rows)
}
