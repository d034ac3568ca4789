//! Deposits the image of the seal that a delegation names.

use kaiye_domain::{
    actor::need,
    application::media_type_of,
    delegation::{MAX_SEAL_IMAGE, SealImage},
    hash::sha256,
    id::DelegationId,
};

use super::view::DelegationView;
use crate::{
    config::Config,
    http::{Answered, Caller, IdempotencyKey, PathId, Shown, Upload, UploadKind},
    operations::delegation,
    state::State,
};

/// A small picture: PNG or JPEG by its content, whatever its header says.
pub struct Picture;

impl UploadKind for Picture {
    const SENT_AS: &'static [&'static str] = &[];

    fn limit(_: &Config) -> usize {
        MAX_SEAL_IMAGE
    }

    fn media_type(head: &[u8], _: &str) -> Option<&'static str> {
        media_type_of(head).filter(|found| found.starts_with("image/"))
    }
}

/// Deposit a seal's image
///
/// The body is the image itself: PNG or JPEG, at most 128 KiB, each side from 64 to 2,048 pixels; it has the hash that the
/// delegation names. By the department that entrusts, or for it. Certificates issued under the delegation, and the
/// decisions that grant them, bear it from then on; what was issued before stays as it was. Depositing it again changes
/// nothing.
#[utoipa::path(post, path = "/delegations/{delegation_id}/seal-image")]
pub async fn deposit_seal_image(
    caller: Caller<need::ManageDelegation>,
    state: State,
    id: PathId<DelegationId>,
    key: IdempotencyKey,
    upload: Upload<Picture>,
) -> Answered<Shown<DelegationView>> {
    let image = SealImage::read(upload.whole(&state).await?)?;
    let claim = key.over(&sha256(&image.bytes));
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(delegation::lock(tx, id.0)?),
            move |tx, kept| {
                let kept = delegation::deposit(tx, kept, &image)?;
                Ok(Shown::versioned(DelegationView::of(&kept, tx), kept.version()))
            },
        )
        .await
}
