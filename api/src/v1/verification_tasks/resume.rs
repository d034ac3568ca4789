//! Lets a task's clock go on.

use kaiye_domain::{actor::need, id::VerificationTaskId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        verification::{open, resume},
    },
    state::State,
};

/// That what the clock stood still for is over.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskResumption {
    /// What came of it, as the business is told.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: Option<String>,
}

/// Resume a verification task
///
/// Lets the clock go on; the days on which it stood still do not count, and the new due date is told (行政许可法 §45).
#[utoipa::path(post, path = "/verification-tasks/{id}/resume")]
pub async fn resume_verification_task(
    caller: Caller<need::WorkVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<TaskResumption>,
) -> Answered<Shown<VerificationTaskView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, (mut dossier, mut opened): (_, _)| {
        resume(tx, &mut dossier, &mut opened, body.value.reason.as_deref())?;
        dossier.save(tx)?;
        Ok(Shown::new(VerificationTaskView::new(&opened.kept(&dossier)?, tx.actor)))
    };
    state.write(&caller, claim, move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?), act).await
}
