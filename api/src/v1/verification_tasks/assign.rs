//! Puts officers on a task.

use kaiye_domain::{actor::need, id::VerificationTaskId, verification::CheckMethod};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{
        Tx,
        verification::{assign, open},
    },
    state::State,
};

/// Who is to do it, and how.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAssignment {
    /// The officers' accounts: of the task's department, two or more for a check on site.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    officer_ids: Vec<Uuid>,
    /// From papers or at the place.
    #[schema(schema_with = words::<CheckMethod>)]
    method: CheckMethod,
}

/// Assign a verification task
///
/// The department puts its officers on a task, or others in their place: at least two for a check on site (行政许可法 §34,
/// §62; 行政处罚法 §42). What was not received yet is received thereby.
#[utoipa::path(post, path = "/verification-tasks/{id}/assign")]
pub async fn assign_verification_task(
    caller: Caller<need::WorkVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<NewAssignment>,
) -> Answered<Shown<VerificationTaskView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?),
            move |tx: &mut Tx<'_>, (mut dossier, mut opened)| {
                assign(tx, &mut dossier, &mut opened, &body.value.officer_ids, body.value.method)?;
                dossier.save(tx)?;
                Ok(Shown::new(VerificationTaskView::new(&opened.kept(&dossier)?, tx.actor)))
            },
        )
        .await
}
