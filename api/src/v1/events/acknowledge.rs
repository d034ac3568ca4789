//! Acknowledges events.

use std::collections::BTreeSet;

use kaiye_domain::actor::need;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, Shown},
    operations::{Tx, exchange},
    state::State,
};

/// Events that the department has received.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventReceipts {
    /// Their ids.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    event_ids: Vec<Uuid>,
}

/// What came of each event.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventReceiptResults {
    /// These are noted as received, now or before.
    pub acknowledged: Vec<Uuid>,
    /// There are no such events for your department.
    pub unknown: Vec<Uuid>,
}

/// Acknowledge events
///
/// Your department has received these events of its feed, up to a hundred at once. With an event that tells of an issue
/// (`application.issued`, `certificate.issued`, `verification.created`) it has received the approval: the time to verify
/// runs, by the same step and rule as `acknowledge_verification_task` (S13, S14). Doing it again changes nothing.
#[utoipa::path(post, path = "/event-receipts")]
pub async fn acknowledge_events(
    caller: Caller<need::AcknowledgeEvents>,
    state: State,
    key: IdempotencyKey,
    body: Body<EventReceipts>,
) -> Answered<Shown<EventReceiptResults>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, (): ()| {
        let asked: BTreeSet<Uuid> = body.value.event_ids.iter().copied().collect();
        let ids: Vec<_> = asked.iter().copied().map(Into::into).collect();
        let known: BTreeSet<Uuid> = exchange::acknowledge(tx, &ids)?.into_iter().map(Into::into).collect();
        let unknown = asked.difference(&known).copied().collect();
        Ok(Shown::new(EventReceiptResults { acknowledged: known.into_iter().collect(), unknown }))
    };
    state.write(&caller, claim, |_| Ok(()), act).await
}
