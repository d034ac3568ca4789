//! One delegation.

use kaiye_domain::{actor::need, id::DelegationId};

use super::view::DelegationView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::delegation,
    state::State,
};

/// Read a delegation
///
/// Published ones are public (S8); one that is not published yet is for those who keep the ledger.
#[utoipa::path(get, path = "/delegations/{delegation_id}")]
pub async fn get_delegation(
    caller: Caller<need::ReadDelegation>,
    state: State,
    id: PathId<DelegationId>,
) -> Answered<Shown<DelegationView>> {
    state
        .read(&caller, move |tx| {
            let kept = delegation::find(tx, id.0)?;
            Ok(Shown::new(DelegationView::of(&kept, tx)))
        })
        .await
}
