//! What changed of approvals.

use kaiye_domain::{actor::need, application::ItemStatus, approval::Fetch};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::{
    note_receipts,
    view::{Representation, Shown as ShownApproval},
};
use crate::{
    http::{Answered, Caller, Feed, PageQuery, QueryOf, Reply},
    openapi::words,
    operations::{Tx, approvals},
    state::State,
};

/// Which, and in which words.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ApprovalsOf {
    /// Only those of this item.
    item_code: Option<String>,
    /// Only those that stand so now.
    #[param(schema_with = words::<ItemStatus>, required = false)]
    status: Option<ItemStatus>,
    /// In which words.
    #[param(schema_with = words::<Representation>, required = false)]
    representation: Option<Representation>,
}

/// List approvals
///
/// Every item of a filed application that your department issues or supervises and that changed since `cursor`, in the one
/// order of the log; all of them from the beginning without it. An approval is given as it is now, once an answer; `limit`
/// counts the places of the log that are looked at, so that `items` may be empty with `more` true: go on.
/// `representation=national` gives the words of the national data standards: 办件 states 1 to 15, and of what was granted the
/// fields XK_* of 双公示. The first time that a department's own system fetches an approval is its receipt (S14).
#[utoipa::path(get, path = "/approvals")]
pub async fn list_approvals(
    caller: Caller<need::ReadApproval>,
    state: State,
    filter: QueryOf<ApprovalsOf>,
    page: PageQuery<i64>,
) -> Answered<Feed<ShownApproval>> {
    let ApprovalsOf { item_code, status, representation } = filter.0;
    let (after, limit) = (page.after.unwrap_or(0), page.limit);
    let read_at = state.clock.now();
    let work = move |tx: &mut Tx<'_>| Ok((approvals::changed(tx, after, limit)?, tx.jurisdiction()?));
    let (mut changed, jurisdiction) = state.look(caller.actor().clone(), work).await?;
    changed.approvals.retain(|approval| {
        let item = item_code.as_ref().is_none_or(|code| *code == approval.item.item_code);
        item && status.is_none_or(|status| status == approval.item.status())
    });
    note_receipts(&caller, &state, (Fetch::Many, read_at), changed.approvals.iter()).await?;
    let words = representation.unwrap_or_default();
    let items = changed.approvals.iter().map(|it| ShownApproval::of(it, words, &jurisdiction)).collect();
    Reply::fresh(page.feed(items, changed.reached, changed.more)?)
}
