//! Entries of the public register.

use kaiye_domain::{id::ApplicationId, publication::Publication};

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::PublicationRow};

/// An entry's row.
pub fn publication_row(
    publication: &Publication,
    application: ApplicationId,
    division: &str,
) -> StoreResult<PublicationRow> {
    Ok(PublicationRow {
        id: publication.id.into(),
        application_id: application.into(),
        certificate_id: Some(publication.certificate.into()),
        division: division.to_owned(),
        kind: text(publication.kind),
        doc: document(publication)?,
        published_at: publication.published_at.into(),
        due_on: publication.due_on,
        withdrawn_at: None,
        withdrawn_because: None,
    })
}

/// An entry from its row.
pub fn publication_from(row: PublicationRow) -> StoreResult<Publication> {
    aggregate(row.doc)
}
