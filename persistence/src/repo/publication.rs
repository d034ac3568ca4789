//! What was published and when (S12).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kaiye_domain::id::{CertificateId, PublicationId};

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

/// Takes an entry back from the public; false when it was before.
pub fn withdraw(conn: &mut Connection, id: PublicationId, at: DateTime<Utc>) -> StoreResult<bool> {
    let withdrawn = diesel::update(publications::table.find(Key::from(id)))
        .filter(publications::withdrawn_at.is_null())
        .set(publications::withdrawn_at.eq(Some(Instant::from(at))))
        .execute(conn)?;
    Ok(withdrawn == 1)
}
