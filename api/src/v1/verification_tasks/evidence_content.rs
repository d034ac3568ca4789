//! The bytes of a piece of evidence.

use kaiye_domain::{
    actor::need,
    id::{EvidenceId, VerificationTaskId},
};

use crate::{
    http::{Caller, FileReply, PathIds, Problem},
    operations::{Tx, verification::within},
    state::State,
};

/// Read evidence
///
/// The file as it was added, to be kept, never to be run: as an attachment, under its name. For the task's department and
/// the inspectors.
#[utoipa::path(get, path = "/verification-tasks/{id}/evidence/{evidence_id}/content")]
pub async fn get_evidence_content(
    caller: Caller<need::ReadEvidence>,
    state: State,
    ids: PathIds<VerificationTaskId, EvidenceId>,
) -> Result<FileReply, Problem> {
    let PathIds(task, evidence) = ids;
    let find = move |tx: &mut Tx<'_>| {
        let task = within(tx, task)?.task;
        task.evidence.into_iter().find(|it| it.id == evidence).ok_or_else(Problem::not_found)
    };
    let evidence = state.look(caller.actor().clone(), find).await?;
    let content = state.materials()?.get(&evidence.digest).await?;
    Ok(FileReply {
        file_name: evidence.file_name,
        media_type: evidence.media_type,
        digest: evidence.digest,
        size: content.size,
        stream: content.stream,
    })
}
