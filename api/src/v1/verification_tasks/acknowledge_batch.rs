//! Acknowledges many tasks at once.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, id::VerificationTaskId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, Shown},
    operations::{
        Tx,
        verification::{Acknowledged, Acknowledgement, acknowledge_all},
    },
    state::State,
};

/// Tasks that the department has received.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskReceipts {
    /// The tasks, each once.
    #[validate(length(min = 1, max = 100), custom(function = each_once))]
    #[schema(min_items = 1, max_items = 100)]
    task_ids: Vec<Uuid>,
    /// When it had them; now when empty.
    received_at: Option<DateTime<Utc>>,
    /// The department's own number for them.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "消收〔2025〕18号")]
    reference: Option<String>,
}

fn each_once(ids: &[Uuid]) -> Result<(), ValidationError> {
    let twice = ids.iter().enumerate().any(|(index, id)| ids[..index].contains(id));
    if twice { Err(ValidationError::new("duplicate")) } else { Ok(()) }
}

/// What came of each task, in the order asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskReceiptResults {
    /// One for each task.
    pub results: Vec<TaskReceiptResult>,
}

/// What came of one task.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskReceiptResult {
    /// The task.
    pub task_id: Uuid,
    /// Whether its receipt is noted.
    pub received: bool,
    /// Why it is not: the code of the problem that the single operation would answer.
    #[schema(example = "verification_received")]
    pub refused: Option<String>,
    /// The task now, when its receipt is noted.
    pub task: Option<VerificationTaskView>,
}

/// Acknowledge many verification tasks
///
/// Up to a hundred at once, each by the rule of the single operation and each for itself: one that is refused holds up no
/// other. All of it is one transaction, so that a replay of the same key finds exactly what the first call did.
#[utoipa::path(post, path = "/verification-task-receipts")]
pub async fn acknowledge_verification_tasks(
    caller: Caller<need::AcknowledgeVerification>,
    state: State,
    key: IdempotencyKey,
    body: Body<TaskReceipts>,
) -> Answered<Shown<TaskReceiptResults>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, (): ()| {
        let TaskReceipts { task_ids, received_at, reference } = body.value.clone();
        let ids: Vec<VerificationTaskId> = task_ids.into_iter().map(Into::into).collect();
        let done = acknowledge_all(tx, &ids, &Acknowledgement { received_at, reference })?;
        let results = done.into_iter().map(|(id, result)| shown(tx, id, &result)).collect();
        Ok(Shown::new(TaskReceiptResults { results }))
    };
    state.write(&caller, claim, |_| Ok(()), act).await
}

fn shown(tx: &Tx<'_>, id: VerificationTaskId, result: &Acknowledged) -> TaskReceiptResult {
    let (refused, task) = match result {
        Acknowledged::Received(kept) => (None, Some(VerificationTaskView::new(kept, tx.actor))),
        Acknowledged::Refused(refusal) => (Some(refusal.code), None),
        Acknowledged::NotFound => (Some("not_found"), None),
    };
    TaskReceiptResult { task_id: id.0, received: task.is_some(), refused: refused.map(str::to_owned), task }
}
