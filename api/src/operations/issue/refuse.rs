//! Refusing who is barred (S19): that item only; the licence and the others go on.

use kaiye_domain::{
    issue::{IssuePlan, RefusedItem},
    served_notice::ServiceChannel,
};
use serde_json::json;

use crate::operations::{
    Outcome, Tx,
    dossier::Dossier,
    item::{decided, ended, serve_refusal},
};

/// Refuses what the plan refuses, with a served decision each.
pub(super) fn refuse(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    plan: &IssuePlan,
    channel: ServiceChannel,
) -> Outcome<Vec<RefusedItem>> {
    let mut refused = Vec::new();
    for (id, ground) in &plan.refused {
        let now = tx.now;
        dossier.application.step(*id, |item| item.refuse_with(now, ground.clone()))?;
        let Some(item) = dossier.application.item_by_id(*id).cloned() else { continue };
        decided(dossier, tx, *id)?;
        ended(dossier, tx, *id)?;
        let notice = serve_refusal(tx, dossier, &item, ground, channel);
        let data = json!({ "item": item.item_code, "outcome": "refused", "ground": ground.code, "notice": notice });
        dossier.fact("item.decided", data);
        refused.push(RefusedItem { item: item.item_code, ground: ground.clone(), notice });
    }
    Ok(refused)
}
