//! The scan or message of an intake.

use kaiye_domain::{
    actor::need,
    id::IntakeId,
    intake::{IntakeFile, only_of},
};
use kaiye_persistence::{map::intake_from, repo::intake};

use crate::{
    http::{Caller, FileReply, PathId, Problem},
    state::State,
};

/// Read an intake's content
///
/// The scan as it was recorded, or the message as it was handed over: to be kept, never to be run.
#[utoipa::path(get, path = "/intakes/{id}/content")]
pub async fn get_intake_content(
    caller: Caller<need::ReadIntake>,
    state: State,
    id: PathId<IntakeId>,
) -> Result<FileReply, Problem> {
    let file = state
        .look(caller.actor().clone(), move |tx| Ok(intake_from(intake::find(tx.conn, only_of(tx.actor), id.0)?)?.file))
        .await?;
    let IntakeFile { name: file_name, media_type, digest, .. } = file;
    let content = state.materials()?.get(&digest).await?;
    Ok(FileReply { file_name, media_type, digest, size: content.size, stream: content.stream })
}
