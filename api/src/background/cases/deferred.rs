//! Deferred materials that did not come (容缺, S5): due before the decision, the item lapses or is refused, as it was
//! announced; due after issue, the certificate stands and the supervisor gets a task.

use kaiye_domain::{
    actor::Reach,
    application::{ItemState, LapseCause},
    deferred::DeferredMaterial,
    id::DeferredMaterialId,
    obligation::Obligation,
    served_notice::ServiceChannel,
    verification::{VerificationKind, VerificationTask},
};
use kaiye_persistence::{map::certificate_from, repo::certificate};
use serde_json::json;

use super::{each_overdue, lapse::tell_of_lapse, missed, run_out};
use crate::{
    operations::{
        Failure, Outcome, Tx,
        dossier::Dossier,
        item::{decided, ended, serve_refusal},
        verification,
    },
    state::AppState,
};

/// One due before the decision did not come.
pub fn deferred_before_decision(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::DeliverBeforeDecision, |tx, dossier| {
        for deferred in failed(tx, dossier, Obligation::DeliverBeforeDecision)? {
            let Some(item) = dossier.application.item_by_id(deferred.item).cloned() else {
                continue;
            };
            if item.state.acceptance().is_none() {
                continue;
            }
            let now = tx.now;
            dossier.application.step(item.id, |it| it.material_overdue(now, deferred.on_failure))?;
            decided(dossier, tx, item.id)?;
            ended(dossier, tx, item.id)?;
            let after = dossier.application.item_by_id(item.id).map(|it| it.state.clone());
            match after {
                Some(ItemState::Refused { ground, .. }) => {
                    let channel = ServiceChannel::usual(dossier.application.intake.channel, false);
                    let notice = serve_refusal(tx, dossier, &item, &ground, channel);
                    dossier.fact(
                        "item.decided",
                        json!({
                            "item": item.item_code, "outcome": "refused", "ground": ground.code, "notice": notice,
                        }),
                    );
                }
                _ => tell_of_lapse(tx, dossier, item.id, LapseCause::MaterialOverdue),
            }
        }
        Ok(())
    })
}

/// One due after issue did not come.
pub fn deferred_after_issue(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::DeliverAfterIssue, |tx, dossier| {
        for deferred in failed(tx, dossier, Obligation::DeliverAfterIssue)? {
            let item = dossier.application.item_by_id(deferred.item);
            let Some(ItemState::Issued { certificate: id, .. }) = item.map(|it| &it.state) else { continue };
            let row = certificate::find(tx.conn, &Reach::All, *id)?;
            let certificate = certificate_from(row)?;
            let policy = &tx.jurisdiction()?.policy;
            let (id, now) = (tx.id(), tx.now);
            let task = VerificationTask {
                material_code: Some(deferred.material_code),
                ..VerificationTask::new(id, VerificationKind::MissingMaterial, &certificate, policy, now)
            };
            verification::add(tx, dossier, &task)?;
        }
        Ok(())
    })
}

/// Those whose time has run out are marked so, and given back as they were.
fn failed(tx: &mut Tx<'_>, dossier: &mut Dossier, rule: Obligation) -> Outcome<Vec<DeferredMaterial>> {
    let ids: Vec<DeferredMaterialId> = run_out(dossier, rule, tx).map(|it| it.subject.1.into()).collect();
    missed(tx, dossier, rule)?;
    let mut failed = Vec::new();
    for deferred in dossier.deferred.iter_mut().filter(|it| it.is_owed() && ids.contains(&it.id)) {
        failed.push(deferred.clone());
        *deferred = deferred.clone().fail(tx.now);
    }
    for deferred in &failed {
        let item = dossier.application.item_by_id(deferred.item).map(|it| it.item_code.clone());
        let data = json!({ "item": item, "material": deferred.material_code, "due": deferred.due });
        dossier.fact("material.overdue", data);
    }
    Ok(failed)
}
