//! Certificates.

use kaiye_domain::certificate::Certificate;

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::CertificateRow};

/// A certificate's row; `holder_key` and `place_key` are the keyed hashes its holder and its place are found by.
pub fn certificate_row(
    certificate: &Certificate,
    holder_key: String,
    place_key: String,
    version: i32,
) -> StoreResult<CertificateRow> {
    Ok(CertificateRow {
        id: certificate.id.into(),
        application_id: certificate.application.into(),
        requested_item_id: certificate.requested_item.into(),
        division: certificate.division.clone(),
        item_code: certificate.item_code.clone(),
        item_version: certificate.item_version,
        kind: text(certificate.kind),
        number: certificate.number.clone(),
        identifier: certificate.identifier.to_string(),
        check_code: certificate.check_code.clone(),
        issuer: certificate.issuer.clone(),
        supervisor: certificate.supervisor.clone(),
        delegation_id: certificate.delegation.into(),
        holder_name: certificate.face.holder_name.clone(),
        holder_key,
        place_key,
        owner_id: certificate.owner.into(),
        route: text(certificate.route),
        status: text(certificate.status()),
        operative: certificate.may_operate(),
        standing: text(certificate.standing()),
        valid_from: certificate.valid_from,
        valid_to: certificate.valid_to,
        issued_at: certificate.issued_at.into(),
        doc: document(certificate)?,
        version,
    })
}

/// A certificate from its row.
pub fn certificate_from(row: CertificateRow) -> StoreResult<Certificate> {
    aggregate(row.doc)
}
