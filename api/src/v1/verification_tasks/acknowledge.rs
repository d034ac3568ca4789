//! Acknowledges a task.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, id::VerificationTaskId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        verification::{Acknowledgement, acknowledge, open},
    },
    state::State,
};

/// What the department says of its receipt.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskReceipt {
    /// When it had the approval; now when empty.
    received_at: Option<DateTime<Utc>>,
    /// The department's own number for it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "消收〔2025〕18号")]
    reference: Option<String>,
}

/// Acknowledge a verification task
///
/// The department says that it has received what it is to verify; its time runs from then (S13, S14). Of several receipts
/// the earliest counts: when an earlier one becomes known the start moves back, never on. Once for each task.
#[utoipa::path(post, path = "/verification-tasks/{id}/acknowledge")]
pub async fn acknowledge_verification_task(
    caller: Caller<need::AcknowledgeVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<TaskReceipt>,
) -> Answered<Shown<VerificationTaskView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?),
            move |tx: &mut Tx<'_>, (mut dossier, mut opened)| {
                let TaskReceipt { received_at, reference } = body.value.clone();
                acknowledge(tx, &mut dossier, &mut opened, &Acknowledgement { received_at, reference })?;
                dossier.save(tx)?;
                Ok(Shown::new(VerificationTaskView::new(&opened.kept(&dossier)?, tx.actor)))
            },
        )
        .await
}
