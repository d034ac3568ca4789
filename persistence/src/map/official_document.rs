//! Official documents.

use kaiye_domain::document::OfficialDocument;

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::OfficialDocumentRow};

/// A document's row.
pub fn official_document_row(issued: &OfficialDocument) -> StoreResult<OfficialDocumentRow> {
    Ok(OfficialDocumentRow {
        id: issued.id.into(),
        application_id: issued.application.into(),
        owner_id: issued.owner.into(),
        division: issued.division.clone(),
        department: issued.department.clone(),
        kind: text(issued.kind),
        year: issued.year,
        serial: issued.serial,
        number: issued.number.clone(),
        status: text(issued.status()),
        issued_at: issued.issued_at.into(),
        doc: document(issued)?,
        content_hash: issued.content_hash.clone(),
        check_code: issued.check_code.clone(),
        item_code: issued.item_code().map(str::to_owned),
    })
}

/// A document from its row.
pub fn official_document_from(row: OfficialDocumentRow) -> StoreResult<OfficialDocument> {
    aggregate(row.doc)
}
