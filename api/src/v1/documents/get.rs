//! One document.

use kaiye_domain::{actor::need, id::OfficialDocumentId};
use kaiye_persistence::{map::official_document_from, repo::official_document};

use super::view::DocumentView;
use crate::{
    http::{Answered, Caller, PathId, Readable, Wanted},
    operations::{Tx, documents::frozen},
    state::State,
};

/// Read an official document
///
/// What it says, and whether it stands. With `Accept: text/html` the paper itself, ready to be printed: the bytes that were
/// frozen when it was issued, whatever has changed since; a void one too, as its `Document-Status` says. A served notice, a
/// commitment that reached an office and a certificate each have a document of their own id. One that was issued before papers
/// were kept has no page, and is answered as JSON. The applicant reads its own; a department what it issued and what is about an
/// item that it grants or supervises, the review body what is objected to before it; a joint review's members and a system
/// without `read_enforcement` no paper of supervision.
#[utoipa::path(get, path = "/documents/{id}")]
pub async fn get_document(
    caller: Caller<need::ReadDocument>,
    state: State,
    id: PathId<OfficialDocumentId>,
    wanted: Wanted,
) -> Answered<Readable<DocumentView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let row = official_document::find(tx.conn, &tx.actor.papers(), id.0)?;
            let document = official_document_from(row)?;
            if wanted == Wanted::Html
                && let Some(page) = frozen(tx, &document)?
            {
                let hash = document.content_hash.clone().unwrap_or_default();
                return Ok(Readable::Html { page, hash, status: document.status().into() });
            }
            Ok(Readable::Json(document.into()))
        })
        .await
}
