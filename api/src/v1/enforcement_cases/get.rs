//! One case.

use kaiye_domain::{actor::need, id::EnforcementCaseId};

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::enforcement::find,
    state::State,
};

/// Read an enforcement case
///
/// What it rests on, every step with its document, and what you may do with it now (S17, S18).
#[utoipa::path(get, path = "/enforcement-cases/{id}")]
pub async fn get_enforcement_case(
    caller: Caller<need::ReadEnforcement>,
    state: State,
    id: PathId<EnforcementCaseId>,
) -> Answered<Shown<CaseView>> {
    state
        .read(&caller, move |tx| {
            let kept = find(tx, id.0)?;
            Ok(shown(kept, tx))
        })
        .await
}
