//! Deferred materials that did not come (容缺, S5): due before the decision, the item lapses or is refused, as it was
//! announced; due after issue, the certificate stands and the supervisor gets a task.

use kaiye_domain::{
    actor::Reach,
    application::{ItemState, LapseCause, LicenceBasis, RequestedItem},
    catalogue::ItemKind,
    certificate::Certificate,
    deferred::DeferredMaterial,
    id::DeferredMaterialId,
    obligation::Obligation,
    served_notice::ServiceChannel,
    verification::{VerificationKind, VerificationTask},
};
use kaiye_persistence::{map::certificate_from, repo::certificate};
use serde_json::json;

use super::{each_overdue, lapse::tell_of_lapse, missed};
use crate::{
    operations::{
        Failure, Outcome, Tx,
        dossier::{Dossier, holder_key},
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
            let Some(item) = dossier.application.item_by_id(deferred.item).cloned() else { continue };
            let Some(certificate) = behind(tx, dossier, &item)?.filter(|it| !it.has_been_taken()) else { continue };
            let policy = &tx.jurisdiction()?.policy;
            let (id, now) = (tx.id(), tx.now);
            let task = VerificationTask {
                department: item.supervisor,
                item_code: item.item_code,
                material_code: Some(deferred.material_code),
                ..VerificationTask::new(id, VerificationKind::MissingMaterial, &certificate, policy, now)
            };
            verification::add(tx, dossier, &task)?;
        }
        Ok(())
    })
}

/// The certificate that a granted item is looked into by: its own, or, for a filing, which ends in none, the licence of
/// the business that filed. None where this register does not know that licence: the overdue material stays noted.
fn behind(tx: &mut Tx<'_>, dossier: &Dossier, item: &RequestedItem) -> Outcome<Option<Certificate>> {
    let issued = |item: &RequestedItem| match item.state {
        ItemState::Issued { certificate, .. } => Some(certificate),
        _ => None,
    };
    let mut licences = dossier.application.items.iter().filter(|it| it.kind == ItemKind::BusinessLicence);
    let row = match (issued(item), licences.find_map(issued), &dossier.application.licence) {
        (Some(id), ..) | (None, Some(id), _) => Some(certificate::find(tx.conn, &Reach::All, id)?),
        (None, None, LicenceBasis::Existing { uscc }) => {
            let jurisdiction = tx.jurisdiction()?;
            let licences = jurisdiction.items.iter().filter(|it| it.kind == ItemKind::BusinessLicence);
            let codes: Vec<String> = licences.map(|it| it.code.clone()).collect();
            certificate::held(tx.conn, &holder_key(tx, uscc.as_str()), &codes, 1)?.pop()
        }
        (None, None, LicenceBasis::New) => None,
    };
    Ok(row.map(certificate_from).transpose()?)
}

/// Those whose time has run out are marked so, and given back as they were.
fn failed(tx: &mut Tx<'_>, dossier: &mut Dossier, rule: Obligation) -> Outcome<Vec<DeferredMaterial>> {
    let ids: Vec<DeferredMaterialId> = missed(tx, dossier, rule)?.into_iter().map(|it| it.subject.1.into()).collect();
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
