//! The post takes note.

use kaiye_domain::{actor::need, id::EscalationId};

use super::EscalationView;
use crate::{
    http::{Answered, Caller, IdempotencyKey, PathId, Shown},
    operations::escalation::{acknowledge, open},
    state::State,
};

/// Acknowledge an escalation
///
/// By the head of the body whose turn it is (S24): of the department itself, and of the zone's body for what reached the
/// posts above the departments. Once. What is owed is still owed, and goes on up the chain.
#[utoipa::path(post, path = "/escalations/{id}/acknowledge")]
pub async fn acknowledge_escalation(
    caller: Caller<need::AcknowledgeEscalation>,
    state: State,
    id: PathId<EscalationId>,
    key: IdempotencyKey,
) -> Answered<Shown<EscalationView>> {
    let claim = key.over(&());
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, id.0)?),
            |tx, opened| {
                let kept = acknowledge(tx, opened)?;
                let jurisdiction = tx.jurisdiction()?;
                Ok(Shown::new(EscalationView::new(&kept, &jurisdiction, tx.actor)))
            },
        )
        .await
}
