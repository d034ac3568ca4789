//! Publishes anew what was taken back.

use kaiye_domain::{actor::need, id::PublicationId};

use super::view::PublicationView;
use crate::{
    http::{Answered, Caller, Created, IdempotencyKey, PathId},
    operations::{Tx, register},
    state::State,
};

/// Publish anew what was taken back
///
/// By the head of the department that granted the certificate: the same content as another entry, so that the log tells
/// when it was public and when it was not (S12).
#[utoipa::path(post, path = "/publications/{id}/restore")]
pub async fn restore_publication(
    caller: Caller<need::ManagePublication>,
    state: State,
    id: PathId<PublicationId>,
    key: IdempotencyKey,
) -> Answered<Created<PublicationView>> {
    let claim = key.over(&());
    state
        .write(
            &caller,
            claim,
            move |tx: &mut Tx<'_>| {
                let opened = register::open(tx, id.0)?;
                opened.1.require_publisher(tx.actor)?;
                Ok(opened)
            },
            move |tx: &mut Tx<'_>, (mut dossier, certificate, entry)| {
                let anew = register::restore(tx, &mut dossier, &certificate, &entry)?;
                dossier.save(tx)?;
                let place = format!("/api/v1/publications?certificate_id={}", certificate.id);
                Ok(Created::at(place, PublicationView::of(anew)?))
            },
        )
        .await
}
