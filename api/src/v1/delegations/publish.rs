//! Publishes a delegation.

use kaiye_domain::{actor::need, id::DelegationId};

use super::view::DelegationView;
use crate::{
    http::{Answered, Caller, IdempotencyKey, PathId, Shown},
    operations::delegation,
    state::State,
};

/// Publish a delegation
///
/// By the department that entrusts, or for it (行政许可法 §24). From today it is in force within its dates, and public.
#[utoipa::path(post, path = "/delegations/{delegation_id}/publish")]
pub async fn publish_delegation(
    caller: Caller<need::ManageDelegation>,
    state: State,
    id: PathId<DelegationId>,
    key: IdempotencyKey,
) -> Answered<Shown<DelegationView>> {
    let claim = key.over(&());
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(delegation::lock(tx, id.0)?),
            |tx, kept| {
                let kept = delegation::publish(tx, kept)?;
                Ok(Shown::versioned(DelegationView::of(&kept, tx), kept.version()))
            },
        )
        .await
}
