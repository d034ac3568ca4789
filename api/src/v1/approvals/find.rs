//! Many approvals by their names.

use std::collections::BTreeSet;

use kaiye_domain::{actor::need, approval::Fetch};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{
    note_receipts,
    view::{Representation, Shown as ShownApproval},
};
use crate::{
    http::{Answered, Body, Caller, Reply, Shown},
    openapi::words,
    operations::{Tx, approvals},
    state::State,
};

/// Approvals to find.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalNames {
    /// Ids of approvals, numbers of certificates, or their electronic identifiers (GB/T 36904).
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100, example = json!(["吉卫证字[2025]第000001号"]))]
    names: Vec<String>,
    /// In which words.
    #[serde(default)]
    #[schema(schema_with = words::<Representation>)]
    representation: Representation,
}

/// The answers, in the order of the question.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundApprovals {
    /// One for each name.
    results: Vec<FoundApproval>,
}

/// The answer to one name.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundApproval {
    /// The name.
    name: String,
    /// What it means within your reach; several where different items number alike, none where it means nothing to you.
    approvals: Vec<ShownApproval>,
}

/// Find approvals
///
/// Up to a hundred at once, by id, certificate number or electronic identifier. As with the single read, the first time that
/// a department's own system fetches an approval is its receipt (S14).
#[utoipa::path(post, path = "/approval-queries")]
pub async fn find_approvals(
    caller: Caller<need::ReadApproval>,
    state: State,
    body: Body<ApprovalNames>,
) -> Answered<Shown<FoundApprovals>> {
    let ApprovalNames { names, representation } = body.value;
    let asked = names.clone();
    let read_at = state.clock.now();
    let work = move |tx: &mut Tx<'_>| Ok((approvals::named(tx, &asked)?, tx.jurisdiction()?));
    let (found, jurisdiction) = state.look(caller.actor().clone(), work).await?;
    note_receipts(&caller, &state, (Fetch::Many, read_at), found.values().flatten()).await?;
    let answer = |name: String| {
        let meant = found.get(&name).into_iter().flatten();
        FoundApproval {
            approvals: meant.map(|it| ShownApproval::of(it, representation, &jurisdiction)).collect(),
            name,
        }
    };
    let shown: BTreeSet<Uuid> = found.values().flatten().map(|it| it.item.id.into()).collect();
    let answers = FoundApprovals { results: names.into_iter().map(answer).collect() };
    Reply::fresh(Shown::new(answers).showing(shown.into_iter().collect()))
}
