//! Proofs that conditions promised by a date are met (S10).

use diesel::prelude::*;
use kaiye_domain::id::{CertificateId, ReadinessId};

use crate::{
    backend::{Connection, Key, insert_all},
    error::{StoreError, StoreResult},
    row::ReadinessProofRow,
    schema::readiness_proofs,
};

/// Keeps a proof as filed.
pub fn insert(conn: &mut Connection, row: &ReadinessProofRow) -> StoreResult<()> {
    insert_all!(conn, readiness_proofs::table, std::slice::from_ref(row))
}

/// One proof of a certificate that the caller has found.
pub fn find(conn: &mut Connection, certificate: CertificateId, id: ReadinessId) -> StoreResult<ReadinessProofRow> {
    Ok(readiness_proofs::table
        .find(Key::from(id))
        .filter(readiness_proofs::certificate_id.eq(Key::from(certificate)))
        .select(ReadinessProofRow::as_select())
        .first(conn)?)
}

/// A certificate's proofs in the order they were filed.
pub fn of_certificate(
    conn: &mut Connection,
    certificate: CertificateId,
    limit: i64,
) -> StoreResult<Vec<ReadinessProofRow>> {
    Ok(readiness_proofs::table
        .filter(readiness_proofs::certificate_id.eq(Key::from(certificate)))
        .order(readiness_proofs::id)
        .limit(limit)
        .select(ReadinessProofRow::as_select())
        .load(conn)?)
}

/// Writes a proof back. Whoever does it holds the certificate's lock.
pub fn update(conn: &mut Connection, row: &ReadinessProofRow) -> StoreResult<()> {
    let updated = diesel::update(readiness_proofs::table.find(row.id)).set(row).execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::not_found("readiness proof")) }
}
