//! What was published and when (S12).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kaiye_domain::id::{CertificateId, PublicationId};
use uuid::Uuid;

use crate::{
    backend::{Connection, Instant, Key, insert_all},
    error::StoreResult,
    row::PublicationRow,
    schema::publications,
};

/// Publishes entries.
pub fn insert(conn: &mut Connection, rows: &[PublicationRow]) -> StoreResult<()> {
    insert_all!(conn, publications::table, rows)
}

/// A certificate's entries in the order they were published.
pub fn of_certificate(
    conn: &mut Connection,
    certificate: CertificateId,
    limit: i64,
) -> StoreResult<Vec<PublicationRow>> {
    Ok(publications::table
        .filter(publications::certificate_id.eq(Key::from(certificate)))
        .order(publications::id)
        .limit(limit)
        .select(PublicationRow::as_select())
        .load(conn)?)
}

/// The entry, withdrawn or not: the log is everybody's to read.
pub fn find(conn: &mut Connection, id: PublicationId) -> StoreResult<PublicationRow> {
    Ok(publications::table.find(Key::from(id)).select(PublicationRow::as_select()).first(conn)?)
}

/// Which entries the log shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct PublicationFilter {
    /// Of this kind.
    pub kind: Option<String>,
    /// About this certificate.
    pub certificate: Option<CertificateId>,
    /// With premises in this county.
    pub division: Option<String>,
    /// Taken back, or not.
    pub withdrawn: Option<bool>,
}

/// The log, the newest first, from after an entry.
pub fn list(
    conn: &mut Connection,
    filter: &PublicationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<PublicationRow>> {
    let filter = filter.clone();
    let mut query = publications::table
        .order(publications::id.desc())
        .limit(limit)
        .select(PublicationRow::as_select())
        .into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(publications::kind.eq(kind));
    }
    if let Some(certificate) = filter.certificate {
        query = query.filter(publications::certificate_id.assume_not_null().eq(Key::from(certificate)));
    }
    if let Some(division) = filter.division {
        query = query.filter(publications::division.eq(division));
    }
    query = match filter.withdrawn {
        Some(true) => query.filter(publications::withdrawn_at.is_not_null()),
        Some(false) => query.filter(publications::withdrawn_at.is_null()),
        None => query,
    };
    if let Some(after) = after {
        query = query.filter(publications::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// The public entries of a kind about any of these certificates.
pub fn standing_of(
    conn: &mut Connection,
    certificates: &[CertificateId],
    kind: &str,
) -> StoreResult<Vec<PublicationRow>> {
    let certificates: Vec<Key> = certificates.iter().copied().map(Key::from).collect();
    Ok(publications::table
        .filter(publications::certificate_id.assume_not_null().eq_any(certificates))
        .filter(publications::kind.eq(kind.to_owned()))
        .filter(publications::withdrawn_at.is_null())
        .order(publications::id)
        .select(PublicationRow::as_select())
        .load(conn)?)
}

/// Takes an entry back from the public; false when it was before.
pub fn withdraw(conn: &mut Connection, id: PublicationId, because: &str, at: DateTime<Utc>) -> StoreResult<bool> {
    let withdrawn = diesel::update(publications::table.find(Key::from(id)))
        .filter(publications::withdrawn_at.is_null())
        .set((
            publications::withdrawn_at.eq(Some(Instant::from(at))),
            publications::withdrawn_because.eq(Some(because.to_owned())),
        ))
        .execute(conn)?;
    Ok(withdrawn == 1)
}
