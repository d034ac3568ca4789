//! One document.

use kaiye_domain::{actor::need, id::OfficialDocumentId};
use kaiye_persistence::{map::official_document_from, repo::official_document};

use super::view::DocumentView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::Failure,
    state::State,
};

/// Read an official document
///
/// What it says, and whether it stands.
#[utoipa::path(get, path = "/documents/{id}")]
pub async fn get_document(
    caller: Caller<need::ReadEnforcement>,
    state: State,
    id: PathId<OfficialDocumentId>,
) -> Answered<Shown<DocumentView>> {
    state
        .read(&caller, move |tx| {
            let row = official_document::find(tx.conn, &tx.actor.reach(), id.0).map_err(Failure::from)?;
            Ok(Shown::new(official_document_from(row).map_err(Failure::from)?.into()))
        })
        .await
}
