//! The approver's decision on an ordinary-route item (行政许可法 §38, §42), and the notice of any refusal.

use kaiye_domain::{
    application::{Handling, ItemStatus, RefusalGround, RequestedItem},
    deferred::require_delivered,
    exclusion::ExclusionCause,
    id::RequestedItemId,
    refusal::Refusal,
    remedy::REMEDIES,
    served_notice::{NoticeKind, ServiceChannel},
};
use serde_json::json;

use super::{decided, ended, named};
use crate::operations::{Outcome, Tx, dossier::Dossier, exclusions};

/// Ground of a refusal: the application hid facts or came with false materials (行政许可法 §78).
pub const FALSE_MATERIALS: &str = "false_materials";

/// Grants or refuses. A grant clears the item for the window, which hands the certificate out; a refusal ends it.
pub fn decide(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    code: &str,
    refused: Option<RefusalGround>,
    reason: &str,
    channel: ServiceChannel,
) -> Outcome<()> {
    let item = named(dossier, code)?;
    item.require_issuer(tx.actor.department.as_deref())?;
    let (now, by) = (tx.now, tx.actor.id);
    if refused.is_none() && item.status() == ItemStatus::Accepted && item.handling == Handling::Approver {
        require_delivered(&dossier.deferred, item.id).map_err(Refusal::from)?;
    }
    dossier.application.step(item.id, |it| it.decide(now, by, refused.clone()))?;
    decided(dossier, tx, item.id)?;
    let notice = match &refused {
        Some(ground) => {
            let notice = serve_refusal(tx, dossier, &item, ground, channel);
            ended(dossier, tx, item.id)?;
            if ground.code == FALSE_MATERIALS {
                exclusions::exclude(tx, dossier, &item, None, (ExclusionCause::FalseMaterials, &notice))?;
            }
            notice
        }
        None => {
            let content = json!({
                "item": item.item_code, "authority": item.issuer, "reason": reason, "decided_at": now,
            });
            dossier.serve(tx, NoticeKind::Grant, Some(item.id), channel, content)
        }
    };
    let outcome = if refused.is_some() { "refused" } else { "granted" };
    let ground = refused.map(|ground| ground.code);
    dossier.fact(
        "item.decided",
        json!({ "item": item.item_code, "outcome": outcome, "ground": ground, "notice": notice }),
    );
    Ok(())
}

/// Serves the decision not to grant, with the reason and what can be done against it (行政许可法 §38).
pub fn serve_refusal(
    tx: &Tx<'_>,
    dossier: &mut Dossier,
    item: &RequestedItem,
    ground: &RefusalGround,
    channel: ServiceChannel,
) -> String {
    let id: RequestedItemId = item.id;
    let content = json!({
        "item": item.item_code, "authority": item.issuer, "ground": ground.code, "reason": ground.text,
        "decided_at": tx.now, "remedies": REMEDIES,
    });
    dossier.serve(tx, NoticeKind::Refusal, Some(id), channel, content)
}
