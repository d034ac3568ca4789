//! Acceptance (受理, S5, S6): one numbered receipt for all that is accepted, the clocks of the decisions, and one notice
//! of everything that may follow later, by when, and what happens otherwise.

use kaiye_domain::{
    acceptance::acceptance_in_law,
    application::{Acceptance, AcceptanceWay, ItemStatus, RequestedItem, check::require_acceptable},
    catalogue::{Due, Item, Jurisdiction},
    deferred::{Deferral, DeferredMaterial, DeferredState, deferrals},
    id::RequestedItemId,
    obligation::{Begins, Duty, Obligation, ObligationSubject, decision_clock},
    served_notice::{NoticeKind, ServiceChannel},
};
use kaiye_persistence::{StoreError, StoreErrorKind};
use serde_json::{Value, json};

use super::{answered, chosen};
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// An item to accept.
#[derive(Debug, Clone, Copy)]
pub struct Accepting<'a> {
    /// Its code.
    pub item: &'a str,
    /// What was corrected on the spot, if anything was.
    pub corrected: Option<&'a str>,
}

/// Accepts the named items, or all that wait. What the law deems accepted already is recorded so.
pub fn accept(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    accepting: &[Accepting<'_>],
    channel: ServiceChannel,
) -> Outcome<()> {
    let codes: Vec<&str> = accepting.iter().map(|it| it.item).collect();
    let ids = chosen(dossier, &codes)?;
    // Time settles what the papers may lack: no check stands in the way of a deemed acceptance.
    let in_time = |id: &&RequestedItemId| !dossier.answer_clock(**id).is_some_and(|due| due.is_overdue(tx.now));
    let looked_at: Vec<RequestedItemId> = ids.iter().filter(in_time).copied().collect();
    if !looked_at.is_empty() {
        let checks = dossier.checks(tx)?;
        let items = &dossier.application.items;
        let codes: Vec<&str> =
            items.iter().filter(|it| looked_at.contains(&it.id)).map(|it| it.item_code.as_str()).collect();
        require_acceptable(&checks, &codes)?;
    }
    take_in(tx, dossier, &ids, accepting, channel)
}

/// Accepts what the law deems accepted by now (行政许可法 §32(4)); the sweep's part.
pub fn accept_deemed(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    let overdue: Vec<RequestedItemId> = dossier
        .application
        .items
        .iter()
        .filter(|item| item.status() == ItemStatus::Submitted)
        .map(|item| item.id)
        .filter(|id| dossier.answer_clock(*id).is_some_and(|due| due.is_overdue(tx.now)))
        .collect();
    let channel = ServiceChannel::usual(dossier.application.intake.channel, false);
    take_in(tx, dossier, &overdue, &[], channel)
}

fn take_in(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    ids: &[RequestedItemId],
    accepting: &[Accepting<'_>],
    channel: ServiceChannel,
) -> Outcome<()> {
    let jurisdiction = tx.jurisdiction()?;
    let mut accepted = Vec::new();
    let (mut told, mut later) = (Vec::new(), Vec::new());
    for id in ids {
        let requested = requested(dossier, *id)?;
        let item = catalogued(&jurisdiction, &requested)?;
        let corrected = accepting.iter().find(|it| it.item == requested.item_code).and_then(|it| it.corrected);
        let (way, at) = acceptance_in_law(dossier.answer_clock(*id), corrected.is_some(), tx.now);
        let acceptance = Acceptance { at, way, receipt: String::new() };
        let clock = start_decision_clock(tx, dossier, &jurisdiction, &requested, item, &acceptance)?;
        let corrected = corrected.filter(|_| way == AcceptanceWay::CorrectedOnTheSpot);
        told.push(json!({
            "item": item.code, "name": item.name.zh, "way": way, "accepted_at": at, "corrected": corrected,
            "decision": clock,
        }));
        later.extend(defer(tx, dossier, &jurisdiction, &requested, item, &acceptance)?);
        accepted.push((*id, acceptance));
    }
    let receipt = dossier.serve(tx, NoticeKind::Acceptance, None, channel, json!({ "items": told }));
    let mut facts = Vec::new();
    for (id, acceptance) in accepted {
        let (way, at) = (acceptance.way, acceptance.at);
        let receipt = receipt.clone();
        dossier.application.step(id, |item| item.accept(Acceptance { receipt, ..acceptance }))?;
        facts.push(json!({ "item": requested(dossier, id)?.item_code, "way": way, "accepted_at": at }));
    }
    answered(dossier, tx, ids)?;
    dossier.fact("application.accepted", json!({ "receipt": receipt, "items": facts }));
    if !later.is_empty() {
        let notice = dossier.serve(tx, NoticeKind::Deferral, None, channel, json!({ "materials": later }));
        let materials: Vec<Value> = later
            .iter()
            .map(|it| json!({ "item": it["item"], "material": it["material"], "due": it["due"] }))
            .collect();
        dossier.fact("application.materials_deferred", json!({ "notice": notice, "materials": materials }));
    }
    Ok(())
}

/// Starts the decision's clock from the acceptance in law, and tells of it.
fn start_decision_clock(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    jurisdiction: &Jurisdiction,
    requested: &RequestedItem,
    item: &Item,
    acceptance: &Acceptance,
) -> Outcome<Value> {
    let Some((obligation, period)) = decision_clock(item, requested.route, requested.handling, &jurisdiction.policy)
    else {
        return Ok(json!({ "on_the_spot": true }));
    };
    let subject = (ObligationSubject::RequestedItem, requested.id.0);
    let begins = Begins::At(acceptance.at);
    dossier.owe(tx, Duty::of_department(&requested.issuer, obligation, subject, period.within, begins))?;
    Ok(told_of(dossier, obligation, requested.id.0, json!({ "within": period.within })))
}

/// Names what may follow later (容缺, S5), and starts the clocks of what is due before the decision. What is due after
/// issue has its clock from the issue.
fn defer(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    jurisdiction: &Jurisdiction,
    requested: &RequestedItem,
    item: &Item,
    acceptance: &Acceptance,
) -> Outcome<Vec<Value>> {
    let filed = dossier.current_materials().map(|material| material.code.clone()).collect();
    let deferrals = deferrals(item, &filed, &dossier.application.answers(), &jurisdiction.policy);
    let mut told = Vec::new();
    for deferral in deferrals {
        let Deferral { material_code, due, on_failure, within, .. } = deferral.clone();
        let id = tx.id();
        let mut about = json!({
            "item": item.code, "material": material_code, "due": due, "within": within, "on_failure": on_failure,
            "name": jurisdiction.material(&material_code).map(|material| &material.name.zh),
        });
        dossier.deferred.push(DeferredMaterial {
            id,
            item: requested.id,
            material_code,
            due,
            on_failure,
            created_at: tx.now,
            state: DeferredState::Owed,
        });
        if due == Due::BeforeDecision {
            let subject = (ObligationSubject::DeferredMaterial, id.0);
            let begins = Begins::At(acceptance.at);
            dossier.owe(tx, Duty::of_applicant(Obligation::DeliverBeforeDecision, subject, within, begins))?;
            about = told_of(dossier, Obligation::DeliverBeforeDecision, id.0, about);
        }
        told.push(about);
    }
    Ok(told)
}

/// Adds a clock's due date to what the applicant is told.
fn told_of(dossier: &Dossier, obligation: Obligation, subject: uuid::Uuid, mut about: Value) -> Value {
    let tracked = dossier.deadlines.iter().rfind(|it| it.obligation == obligation && it.subject.1 == subject);
    if let Some(deadline) = tracked.map(|it| &it.deadline) {
        about["due_on"] = json!(deadline.due());
        about["provisional"] = json!(deadline.is_provisional());
    }
    about
}

fn requested(dossier: &Dossier, id: RequestedItemId) -> Outcome<RequestedItem> {
    let item = dossier.application.item_by_id(id).cloned();
    Ok(item.ok_or_else(|| StoreError::new(StoreErrorKind::NotFound, "requested item"))?)
}

fn catalogued<'a>(jurisdiction: &'a Jurisdiction, requested: &RequestedItem) -> Outcome<&'a Item> {
    let item = jurisdiction.item(&requested.item_code, requested.item_version);
    let unknown =
        || StoreError::new(StoreErrorKind::Corrupt, format!("no version of the item {}", requested.item_code));
    Ok(item.ok_or_else(unknown)?)
}
