//! The image of the seal that a delegation names (S8): deposited once, sealed, and borne by what is issued under it from
//! then on. What was issued before stays as it was read.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use kaiye_domain::{
    delegation::{Delegation, SealImage},
    event::{Fact, SubjectKind},
};
use kaiye_persistence::{StoreError, repo::seal_image, row::SealImageRow};
use serde_json::json;

use super::Kept;
use crate::operations::{Outcome, Tx};

/// Deposits the image. Doing so again changes nothing; another delegation of the same department that names the same seal
/// has it already.
pub fn deposit(tx: &mut Tx<'_>, kept: Kept, image: &SealImage) -> Outcome<Kept> {
    let delegation = &kept.delegation;
    delegation.require_entruster(tx.actor)?;
    let hash = delegation.deposit_seal(image)?.to_owned();
    let place = place(&delegation.entruster, &hash);
    let row = SealImageRow {
        entruster: delegation.entruster.clone(),
        media_type: image.media_type.clone(),
        sealed: tx.keyring().seal(&place, &BASE64.encode(&image.bytes), tx.nonce())?,
        deposited_at: tx.now.into(),
        deposited_by: tx.actor.id.into(),
        hash,
    };
    if seal_image::insert(tx.conn, &row)? {
        let fact = Fact::new("delegation.seal_deposited", json!({ "seal_image_hash": row.hash }));
        tx.append((SubjectKind::Delegation, delegation.id), kept.row.division.as_deref(), vec![fact])?;
    }
    Ok(Kept { seal_deposited: true, ..kept })
}

/// The image, for the two parties of the delegation.
pub fn image(tx: &mut Tx<'_>, kept: &Kept) -> Outcome<SealImage> {
    kept.delegation.require_party(tx.actor)?;
    let missing = || StoreError::not_found("image of a seal");
    let hash = kept.delegation.seal_image_hash.as_deref().ok_or_else(missing)?;
    let row = seal_image::find(tx.conn, &kept.delegation.entruster, hash)?.ok_or_else(missing)?;
    let text = opened(tx, &row)?;
    let bytes = BASE64.decode(text).map_err(|_| StoreError::corrupt("an image of a seal is not base64"))?;
    Ok(SealImage { media_type: row.media_type, bytes })
}

/// The image as a page holds it: a `data:` address.
pub(in crate::operations) fn address(tx: &Tx<'_>, row: &SealImageRow) -> Outcome<String> {
    Ok(format!("data:{};base64,{}", row.media_type, opened(tx, row)?))
}

pub(super) fn is_deposited(tx: &mut Tx<'_>, delegation: &Delegation) -> Outcome<bool> {
    let Some(hash) = &delegation.seal_image_hash else { return Ok(false) };
    Ok(seal_image::find(tx.conn, &delegation.entruster, hash)?.is_some())
}

fn opened(tx: &Tx<'_>, row: &SealImageRow) -> Outcome<String> {
    Ok(tx.keyring().open(&place(&row.entruster, &row.hash), &row.sealed)?)
}

/// Where an image is sealed.
fn place(entruster: &str, hash: &str) -> String {
    format!("seal_images/{entruster}/{hash}")
}
