//! Repair (信用修复): asked for by the business, decided by the head of the department that recorded the breach; a granted
//! one ends the publication and, by policy, lifts the bars.

use kaiye_domain::{
    credit::{CreditRepair, RepairDecision, RepairRequest, RepairVerdict},
    document::DocumentKind,
    id::{CreditRecordId, CreditRepairId, MaterialId},
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    remedy::REMEDIES,
    served_notice::{NoticeKind, ServiceChannel},
};
use kaiye_persistence::{map::credit_repair_row, repo::credit_repair};
use serde_json::json;

use super::{
    bars::follow,
    keep::{Kept, certificate, find, repairs, save},
};
use crate::operations::{
    Failure, Outcome, Tx, documents,
    dossier::{Dossier, End},
};

/// A record with its application, locked, and the repairs asked for so far.
#[derive(Debug)]
pub struct Opened {
    dossier: Dossier,
    kept: Kept,
    repairs: Vec<CreditRepair>,
}

/// Opens a record with its application. What is published of a record brings nobody near its application.
pub fn open(tx: &mut Tx<'_>, id: CreditRecordId) -> Outcome<Opened> {
    let application = find(tx, id)?.record.application;
    let dossier = Dossier::open(tx, application)?;
    Ok(Opened { dossier, kept: find(tx, id)?, repairs: repairs(tx, id)? })
}

/// Asks for repair: it waits for the department, whose time for it begins.
pub fn apply(tx: &mut Tx<'_>, opened: Opened, request: RepairRequest) -> Outcome<Kept> {
    let Opened { mut dossier, kept, repairs } = opened;
    let record = &kept.record;
    record.require_repairable(&certificate(tx, record)?, &repairs, tx.today())?;
    let filed: Vec<MaterialId> = dossier.current_materials().map(|material| material.id).collect();
    let repair = record.request_repair(tx.id(), request, &filed, tx.actor.id, tx.now)?;
    credit_repair::insert(tx.conn, &credit_repair_row(&repair, record)?)?;
    let period = tx.jurisdiction()?.policy.credit_repair.value;
    let (rule, subject) = (Obligation::DecideCreditRepair, (ObligationSubject::CreditRepair, repair.id.0));
    dossier.owe(tx, Duty::of_department(&record.department, rule, subject, period, Begins::Now))?;
    dossier.fact(
        "credit.repair_requested",
        json!({ "record": record.id, "repair": repair.id, "certificate": record.certificate, "item": record.item_code }),
    );
    dossier.save(tx)?;
    Ok(kept)
}

/// Decides on a repair, once, by a numbered document that is served on the business.
pub fn decide(
    tx: &mut Tx<'_>,
    opened: Opened,
    id: CreditRepairId,
    verdict: RepairVerdict,
    reason: &str,
) -> Outcome<Kept> {
    let Opened { mut dossier, kept, repairs } = opened;
    kept.record.require_head(tx.actor)?;
    let repair = repairs.into_iter().find(|repair| repair.id == id).ok_or_else(Failure::not_found)?;
    let document = document(tx, &mut dossier, &kept, verdict, reason)?;
    let decision = RepairDecision { at: tx.now, by: tx.actor.id, reason: reason.to_owned(), document };
    let repair = repair.decide(verdict, decision)?;
    let certificate = certificate(tx, &kept.record)?;
    let record = kept.record.clone().repair(&repair, &certificate, tx.today())?;
    credit_repair::update(tx.conn, &credit_repair_row(&repair, &record)?)?;
    let changed = record != kept.record;
    let version = if changed { save(tx, &record, kept.version)? } else { kept.version };
    follow(tx, &dossier, &record)?;
    dossier.end_deadlines(tx, |it| it.subject.1 == id.0, End::Met)?;
    dossier.fact(
        if changed { "credit.repaired" } else { "credit.repair_refused" },
        json!({
            "record": record.id, "repair": id, "certificate": record.certificate, "item": record.item_code,
            "department": record.department, "bars": record.bars().is_some(),
        }),
    );
    dossier.save(tx)?;
    Ok(Kept { record, version })
}

/// The decision as the department's official document, and its service on the business, with what can be done against a
/// refusal (行政许可法 §38); gives its number.
fn document(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    kept: &Kept,
    verdict: RepairVerdict,
    reason: &str,
) -> Outcome<String> {
    let record = &kept.record;
    let remedies = if verdict == RepairVerdict::Refused { &REMEDIES[..] } else { &[] };
    let content = json!({
        "record": record.id, "certificate": record.certificate, "item": record.item_code, "outcome": verdict,
        "reason": reason, "remedies": remedies,
    });
    let issued = documents::issue(tx, dossier, &record.department, DocumentKind::CreditRepair, content.clone())?;
    let mut served = content;
    served["document"] = json!(issued.number);
    let channel = ServiceChannel::usual(dossier.application.intake.channel, false);
    let item = dossier.application.items.iter().find(|item| item.item_code == record.item_code).map(|item| item.id);
    dossier.serve(tx, NoticeKind::CreditRepair, item, channel, served);
    Ok(issued.number)
}
