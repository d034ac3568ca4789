//! The image of a delegation's seal.

use actix_web::web::Bytes;
use futures_util::{StreamExt, stream};
use kaiye_domain::{actor::need, id::DelegationId};

use crate::{
    http::{Caller, FileReply, PathId, Problem},
    operations::delegation,
    state::State,
};

/// Read a seal's image
///
/// For the department that entrusts it and the body that it is entrusted to, and for administrators: whoever has it by
/// itself could forge papers.
#[utoipa::path(get, path = "/delegations/{delegation_id}/seal-image")]
pub async fn get_seal_image(
    caller: Caller<need::ReadLedger>,
    state: State,
    id: PathId<DelegationId>,
) -> Result<FileReply, Problem> {
    let (digest, image) = state
        .look(caller.actor().clone(), move |tx| {
            let kept = delegation::find(tx, id.0)?;
            let image = delegation::image(tx, &kept)?;
            Ok((kept.delegation.seal_image_hash.unwrap_or_default(), image))
        })
        .await?;
    Ok(FileReply {
        file_name: format!("seal.{}", image.media_type.trim_start_matches("image/")),
        media_type: image.media_type,
        digest,
        size: image.bytes.len() as u64,
        stream: stream::iter([Ok(Bytes::from(image.bytes))]).boxed(),
    })
}
