//! One approval.

use kaiye_domain::{actor::need, approval::Fetch, id::RequestedItemId};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::{
    note_receipts,
    view::{Representation, Shown as ShownApproval},
};
use crate::{
    http::{Answered, Caller, PathId, QueryOf, Reply, Shown},
    openapi::words,
    operations::{Tx, approvals},
    state::State,
};

/// In which words.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct InWords {
    /// In which words.
    #[param(schema_with = words::<Representation>, required = false)]
    representation: Option<Representation>,
}

/// Read an approval
///
/// One item of a filed application, where it stands, and what was granted; in plain words or, with
/// `representation=national`, in those of the national data standards. The first time that a department's own system fetches
/// it, or an officer who may acknowledge for it, is its receipt (S14).
#[utoipa::path(get, path = "/approvals/{id}")]
pub async fn get_approval(
    caller: Caller<need::ReadApproval>,
    state: State,
    id: PathId<RequestedItemId>,
    asked: QueryOf<InWords>,
) -> Answered<Shown<ShownApproval>> {
    let read_at = state.clock.now();
    let work = move |tx: &mut Tx<'_>| Ok((approvals::find(tx, id.0.into())?, tx.jurisdiction()?));
    let (approval, jurisdiction) = state.look(caller.actor().clone(), work).await?;
    note_receipts(&caller, &state, (Fetch::One, read_at), [&approval].into_iter()).await?;
    let words = asked.0.representation.unwrap_or_default();
    Reply::fresh(Shown::new(ShownApproval::of(&approval, words, &jurisdiction)))
}
