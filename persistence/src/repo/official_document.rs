//! Official documents and the counters that number them (文书).

use diesel::{
    prelude::*,
    sql_types::{Integer, Text},
};
use kaiye_domain::{
    actor::PaperReach,
    document::Series,
    id::{ApplicationId, OfficialDocumentId},
};
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, insert_all, on_either},
    error::{StoreError, StoreResult},
    reach::on_official_documents,
    row::{DocumentContentRow, OfficialDocumentRow},
    schema::{document_contents, official_documents},
};

/// Which documents a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct DocumentFilter {
    /// Issued by this department.
    pub department: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Numbered in this year.
    pub year: Option<i32>,
    /// In this status.
    pub status: Option<String>,
    /// Of this application.
    pub application: Option<ApplicationId>,
}

#[derive(QueryableByName)]
struct Next {
    #[diesel(sql_type = Integer)]
    last: i32,
}

/// Takes the next place of a series. Whoever takes another of the same series waits until this transaction ends, so that
/// a place that was taken and given up leaves no gap.
pub fn next_serial(conn: &mut Connection, series: &Series) -> StoreResult<i32> {
    next_of(conn, &series.department, series.kind.into(), series.year)
}

/// The same of a series that is no department's own.
pub fn next_of(conn: &mut Connection, department: &str, kind: &str, year: i32) -> StoreResult<i32> {
    const STATEMENT: &str = "INSERT INTO document_counters (department, kind, year, last) VALUES ($1, $2, $3, 1) \
                             ON CONFLICT (department, kind, year) DO UPDATE SET last = document_counters.last + 1 \
                             RETURNING last";
    let next: Next = on_either!(conn, c => diesel::sql_query(STATEMENT)
        .bind::<Text, _>(department)
        .bind::<Text, _>(kind)
        .bind::<Integer, _>(year)
        .get_result(c))?;
    Ok(next.last)
}

/// Keeps documents as issued.
pub fn insert(conn: &mut Connection, rows: &[OfficialDocumentRow]) -> StoreResult<()> {
    insert_all!(conn, official_documents::table, rows)
}

/// Keeps the bytes of documents.
pub fn insert_contents(conn: &mut Connection, rows: &[DocumentContentRow]) -> StoreResult<()> {
    insert_all!(conn, document_contents::table, rows)
}

/// The sealed bytes with a hash, for whoever read that hash from a document within its reach.
pub fn content(conn: &mut Connection, hash: &str) -> StoreResult<String> {
    Ok(document_contents::table.find(hash).select(document_contents::sealed).first(conn)?)
}

/// Writes a document back. Whoever does it holds the application's lock.
pub fn update(conn: &mut Connection, row: &OfficialDocumentRow) -> StoreResult<()> {
    let updated = diesel::update(official_documents::table.find(row.id)).set(row).execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::not_found("official document")) }
}

/// The document, if it is within reach.
pub fn find(conn: &mut Connection, reach: &PaperReach, id: OfficialDocumentId) -> StoreResult<OfficialDocumentRow> {
    let mut query = official_documents::table
        .filter(official_documents::id.eq(Key::from(id)))
        .select(OfficialDocumentRow::as_select())
        .into_boxed();
    if let Some(condition) = on_official_documents(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// The document with this check code, for anybody who has its paper.
pub fn by_check_code(conn: &mut Connection, code: &str) -> StoreResult<Option<OfficialDocumentRow>> {
    Ok(official_documents::table
        .filter(official_documents::check_code.assume_not_null().eq(code))
        .select(OfficialDocumentRow::as_select())
        .first(conn)
        .optional()?)
}

/// The document that bears a number, for whoever names it out of what is within its reach.
pub fn by_number(conn: &mut Connection, number: &str) -> StoreResult<OfficialDocumentRow> {
    Ok(official_documents::table
        .filter(official_documents::number.eq(number))
        .select(OfficialDocumentRow::as_select())
        .first(conn)?)
}

/// Documents within reach, the latest id first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &PaperReach,
    filter: &DocumentFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<OfficialDocumentRow>> {
    let filter = filter.clone();
    let mut query = official_documents::table
        .select(OfficialDocumentRow::as_select())
        .order(official_documents::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_official_documents(reach) {
        query = query.filter(condition);
    }
    if let Some(department) = filter.department {
        query = query.filter(official_documents::department.eq(department));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(official_documents::kind.eq(kind));
    }
    if let Some(year) = filter.year {
        query = query.filter(official_documents::year.eq(year));
    }
    if let Some(status) = filter.status {
        query = query.filter(official_documents::status.eq(status));
    }
    if let Some(application) = filter.application {
        query = query.filter(official_documents::application_id.eq(Key::from(application)));
    }
    if let Some(after) = after {
        query = query.filter(official_documents::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}
