//! Revokes a delegation.

use kaiye_domain::{actor::need, id::DelegationId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::DelegationView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::delegation,
    state::State,
};

/// Why a delegation is revoked.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The reason in words.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500, example = "印章更换")]
    pub reason: String,
}

/// Revoke a delegation
///
/// By the department that entrusts, or for it. From this instant nothing is issued under it; its numbers stay in the
/// ledger until they are given back.
#[utoipa::path(post, path = "/delegations/{delegation_id}/revoke")]
pub async fn revoke_delegation(
    caller: Caller<need::ManageDelegation>,
    state: State,
    id: PathId<DelegationId>,
    key: IdempotencyKey,
    body: Body<Revocation>,
) -> Answered<Shown<DelegationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(delegation::lock(tx, id.0)?),
            move |tx, kept| {
                let kept = delegation::revoke(tx, kept, body.value.reason.clone())?;
                Ok(Shown::versioned(DelegationView::of(&kept, tx), kept.version()))
            },
        )
        .await
}
