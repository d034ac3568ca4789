//! What changed of approvals.

use kaiye_domain::{actor::need, application::ItemStatus};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::{
    note_receipts,
    view::{Representation, Shown as ShownApproval},
};
use crate::{
    http::{Answered, Caller, QueryOf, Reply, Shown},
    openapi::words,
    operations::{Tx, approvals},
    state::State,
};

/// How many places of the log at most where nobody says.
const USUAL: i64 = 50;

/// From where on, which, and in which words.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ApprovalsSince {
    /// The `last_position` of the answer before; 0, or nothing, for all from the beginning.
    #[validate(range(min = 0))]
    #[param(minimum = 0, example = 0)]
    after: Option<i64>,
    /// How many places of the log to look at.
    #[validate(range(min = 1, max = 100))]
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<i64>,
    /// Only those of this item.
    item_code: Option<String>,
    /// Only those that stand so now.
    #[param(schema_with = words::<ItemStatus>, required = false)]
    status: Option<ItemStatus>,
    /// In which words.
    #[param(schema_with = words::<Representation>, required = false)]
    representation: Option<Representation>,
}

/// Approvals that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Approvals {
    /// Each once, as it is now.
    approvals: Vec<ShownApproval>,
    /// What to ask `after` next time: nothing before it is ever added.
    last_position: i64,
    /// Whether there may be more at once.
    more: bool,
}

/// List approvals
///
/// Every item of a filed application that your department issues or supervises and that changed since `after`, in the one
/// order of the log; all of them from the beginning without it. An approval is given as it is now, once an answer.
/// `representation=national` gives the words of the national data standards: 办件 states 1 to 15, and of what was granted the
/// fields XK_* of 双公示. The first time that a department's own system fetches an approval is its receipt (S14).
#[utoipa::path(get, path = "/approvals")]
pub async fn list_approvals(
    caller: Caller<need::ReadApproval>,
    state: State,
    since: QueryOf<ApprovalsSince>,
) -> Answered<Shown<Approvals>> {
    let asked = since.0;
    let (after, limit) = (asked.after.unwrap_or(0), asked.limit.unwrap_or(USUAL));
    let work = move |tx: &mut Tx<'_>| Ok((approvals::changed(tx, after, limit)?, tx.jurisdiction()?));
    let (mut changed, jurisdiction) = state.look(caller.actor().clone(), work).await?;
    changed.approvals.retain(|approval| {
        let item = asked.item_code.as_ref().is_none_or(|code| *code == approval.item.item_code);
        item && asked.status.is_none_or(|status| status == approval.item.status())
    });
    note_receipts(&caller, &state, changed.approvals.iter()).await?;
    let words = asked.representation.unwrap_or_default();
    Reply::fresh(Shown::new(Approvals {
        approvals: changed.approvals.iter().map(|it| ShownApproval::of(it, words, &jurisdiction)).collect(),
        last_position: changed.last_position,
        more: changed.more,
    }))
}
