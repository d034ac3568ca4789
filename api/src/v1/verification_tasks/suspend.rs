//! Stops a task's clock.

use kaiye_domain::{actor::need, id::VerificationTaskId, time::SuspensionGround};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{
        Tx,
        verification::{open, suspend},
    },
    state::State,
};

/// Why the clock stands still.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskSuspension {
    /// What for; the law's list is closed (行政许可法 §45).
    #[schema(schema_with = words::<SuspensionGround>)]
    ground: SuspensionGround,
    /// The reason, as the business is told.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000, example = "公共用品送检")]
    reason: String,
}

/// Suspend a verification task
///
/// Stops the clock while a test, an inspection or an experts' review goes on; the business is told in writing (行政许可法
/// §45). What has run out cannot be stopped any more.
#[utoipa::path(post, path = "/verification-tasks/{id}/suspend")]
pub async fn suspend_verification_task(
    caller: Caller<need::WorkVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<TaskSuspension>,
) -> Answered<Shown<VerificationTaskView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, (mut dossier, mut opened): (_, _)| {
        suspend(tx, &mut dossier, &mut opened, body.value.ground, &body.value.reason)?;
        dossier.save(tx)?;
        Ok(Shown::new(VerificationTaskView::new(&opened.kept(&dossier)?, tx.actor)))
    };
    state.write(&caller, claim, move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?), act).await
}
