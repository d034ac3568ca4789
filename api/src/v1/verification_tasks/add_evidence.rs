//! Files what shows a finding.

use kaiye_domain::{actor::need, id::VerificationTaskId};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::EvidenceView;
use crate::{
    http::{Answered, Caller, Created, IdempotencyKey, PathId, QueryOf, Upload},
    operations::{
        Tx,
        materials::StoredFile,
        verification::{add_evidence as add, open, within},
    },
    state::State,
};

/// What the file is.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct NewEvidence {
    /// Name of the file.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200, example = "现场照片.jpg")]
    file_name: String,
}

/// Add evidence
///
/// The body is the file itself: PDF, JPEG or PNG by its content, whatever its header says, up to the configured size.
/// Findings name it by its id; what goes against a business has to be shown.
#[utoipa::path(post, path = "/verification-tasks/{id}/evidence")]
pub async fn add_evidence(
    caller: Caller<need::WorkVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    query: QueryOf<NewEvidence>,
    key: IdempotencyKey,
    upload: Upload,
) -> Answered<Created<EvidenceView>> {
    let NewEvidence { file_name } = query.0;
    // Refused before twenty megabytes are taken in, and again in the transaction that refers to them.
    let allowed = move |tx: &mut Tx<'_>| {
        let task = within(tx, id.0)?.task;
        task.require_officer(tx.actor)?;
        Ok(task.require_evidence_open()?)
    };
    state.look(caller.actor().clone(), allowed).await?;
    let stored = upload.keep(&state).await?;
    let claim = key.over(&format!("{} {file_name}", stored.digest));
    let file = StoredFile { name: file_name, media_type: stored.media_type, size: stored.size, digest: stored.digest };
    let act = move |tx: &mut Tx<'_>, (mut dossier, mut opened): (_, _)| {
        let evidence = add(tx, &mut dossier, &mut opened, &file)?;
        dossier.save(tx)?;
        let location = format!("/api/v1/verification-tasks/{}/evidence/{}/content", id.0, evidence.id);
        Ok(Created::at(location, EvidenceView::from(&evidence)))
    };
    state.write(&caller, claim, move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?), act).await
}
