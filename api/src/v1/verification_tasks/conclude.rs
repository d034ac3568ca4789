//! Concludes a task.

use kaiye_domain::{actor::need, id::VerificationTaskId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        verification::{conclude, open},
    },
    state::State,
};

/// How a task ends.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskConclusion {
    /// The officers' summary.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "承诺事项均已落实")]
    remarks: Option<String>,
}

/// Conclude a verification task
///
/// Once every clause is found. The verdict follows from the findings and is not typed in: `mismatch` when a clause was not
/// kept or was untrue, or when the business opened early; else `kept`. Its clock is met, late or in time.
#[utoipa::path(post, path = "/verification-tasks/{id}/conclude")]
pub async fn conclude_verification_task(
    caller: Caller<need::WorkVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<TaskConclusion>,
) -> Answered<Shown<VerificationTaskView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, (mut dossier, mut opened): (_, _)| {
        conclude(tx, &mut dossier, &mut opened, body.value.remarks.clone())?;
        dossier.save(tx)?;
        Ok(Shown::new(VerificationTaskView::new(&opened.kept(&dossier)?, tx.actor)))
    };
    state.write(&caller, claim, move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?), act).await
}
