//! Rectification orders (整改, S16): ordered on a concluded task, prolonged once, answered, looked at again; fallen away
//! with their certificate, and restored with it.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::Reach,
    certificate::Certificate,
    document::DocumentKind,
    enforcement::EnforcementCase,
    id::{AccountId, CertificateId, MaterialId, RectificationId, VerificationTaskId},
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    rectification::{Demand, Inspected, PointFound, RectificationOrder, RectificationReason, Refused},
    time::{Extension, Period},
};
use kaiye_persistence::{
    map::{TrackedDeadline, certificate_from, rectification_from, rectification_row},
    repo::{certificate, rectification},
    row::RectificationOrderRow,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Failure, Outcome, Tx, documents,
    dossier::{Dossier, End},
    verification, with,
};

/// An order as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The order.
    pub order: RectificationOrder,
    /// Its version.
    pub version: i32,
}

/// An order with its application, both within the caller's reach and locked.
#[derive(Debug)]
pub struct Opened {
    /// The application.
    pub dossier: Dossier,
    /// The order.
    pub kept: Kept,
}

impl Kept {
    /// An order from its row.
    pub fn from_row(row: RectificationOrderRow) -> Outcome<Self> {
        let version = row.version;
        Ok(Self { order: rectification_from(row)?, version })
    }
}

/// An order within the caller's reach.
pub fn find(tx: &mut Tx<'_>, id: RectificationId) -> Outcome<Kept> {
    Kept::from_row(rectification::find(tx.conn, &tx.actor.reach(), id)?)
}

/// Opens an order with its application.
pub fn open(tx: &mut Tx<'_>, id: RectificationId) -> Outcome<Opened> {
    let application = find(tx, id)?.order.application;
    let dossier = Dossier::open_found(tx, application)?;
    Ok(Opened { dossier, kept: find(tx, id)? })
}

/// What is demanded, before it has a document.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The points to be mended.
    pub clauses: Vec<String>,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due_on: NaiveDate,
}

/// Orders what a task found not to be as promised to be mended.
pub fn order(tx: &mut Tx<'_>, dossier: &mut Dossier, task: VerificationTaskId, wanted: &Wanted) -> Outcome<Kept> {
    let task = verification::within(tx, task)?.task;
    task.require_department(tx.actor)?;
    if rectification::of_task(tx.conn, task.id)?.is_some() {
        return Err(Failure::refused(RectificationReason::OrderedBefore));
    }
    let certificate = certificate_from(certificate::find(tx.conn, &Reach::All, task.certificate)?)?;
    let policy = tx.jurisdiction()?.policy.rectification.value;
    let Wanted { clauses, text, due_on } = wanted.clone();
    let content = json!({
        "certificate": certificate.id, "item": certificate.item_code, "number": certificate.number, "task": task.id,
        "clauses": clauses, "demand": text, "due_on": due_on,
    });
    let document = documents::issue(tx, dossier, &task.department, DocumentKind::Rectification, content)?.number;
    let demand = Demand { clauses, text, due_on, document };
    let order = RectificationOrder::order(tx.id(), &task, &certificate, demand, policy, (tx.actor.id, tx.now))?;
    let duty = Duty::of_applicant(Obligation::Rectify, subject(&order), Period::Until(due_on), Begins::Now);
    dossier.owe(tx, duty)?;
    rectification::insert(tx.conn, &rectification_row(&order, 1)?)?;
    dossier.fact("rectification.ordered", data(&order));
    dossier.save(tx)?;
    Ok(Kept { order, version: 1 })
}

/// Gives it more time, once.
pub fn extend(tx: &mut Tx<'_>, opened: Opened, to: NaiveDate, reason: &str) -> Outcome<Kept> {
    let Opened { mut dossier, kept } = opened;
    kept.order.require_department(tx.actor)?;
    let order = &kept.order;
    let added = json!({ "from": order.due_on, "to": to, "reason": reason });
    let content = about(tx, order, added)?;
    let kind = DocumentKind::RectificationExtension;
    let document = documents::issue(tx, &mut dossier, &order.department, kind, content)?.number;
    let limit = tx.jurisdiction()?.policy.rectification.value;
    let who = (tx.actor.id, tx.now);
    let order = kept.order.prolong(to, reason.to_owned(), document, limit, who)?;
    let extension =
        Extension { period: Period::Until(to), reason: reason.to_owned(), by: AccountId(tx.actor.id), at: tx.now };
    let calendar = tx.calendar()?;
    let own = subject(&order);
    dossier.step_deadlines(
        |it| it.obligation == Obligation::Rectify && it.subject == own,
        |deadline| deadline.extend(extension.clone(), &calendar),
    )?;
    dossier.fact("rectification.extended", data(&order));
    save(tx, dossier, order, kept.version)
}

/// The business says that it has mended.
pub fn submit(tx: &mut Tx<'_>, opened: Opened, statement: &str, materials: &[MaterialId]) -> Outcome<Kept> {
    let Opened { mut dossier, kept } = opened;
    kept.order.require_holder(tx.actor)?;
    let filed: Vec<MaterialId> = dossier.current_materials().map(|material| material.id).collect();
    let who = (tx.actor.id, tx.now);
    let order = kept.order.submit(statement.to_owned(), materials.to_vec(), &filed, who)?;
    settle(tx, &mut dossier, &order, Obligation::Rectify)?;
    let period = tx.jurisdiction()?.policy.recheck.value;
    let duty = Duty::of_department(&order.department, Obligation::Recheck, subject(&order), period, Begins::Now);
    dossier.owe(tx, duty)?;
    dossier.fact("rectification.submitted", data(&order));
    save(tx, dossier, order, kept.version)
}

/// The department looks again.
pub fn recheck(tx: &mut Tx<'_>, opened: Opened, points: &[PointFound], refusal: &Refused) -> Outcome<Kept> {
    let Opened { mut dossier, kept } = opened;
    kept.order.require_department(tx.actor)?;
    let order = &kept.order;
    let content = about(tx, order, json!({ "points": points, "refusal": refusal }))?;
    let document = documents::issue(tx, &mut dossier, &order.department, DocumentKind::Recheck, content)?.number;
    let found = Inspected { points: points.to_vec(), refusal: refusal.clone(), document };
    let order = kept.order.recheck(found, (tx.actor.id, tx.now))?;
    settle(tx, &mut dossier, &order, Obligation::Recheck)?;
    // Looked at before the holder said a word: its own time is over with it.
    let own = subject(&order);
    let waiting =
        |it: &TrackedDeadline| it.obligation == Obligation::Rectify && it.subject == own && it.deadline.is_running();
    let end = if order.has_failed() { End::Cancelled } else { End::Met };
    dossier.end_deadlines(tx, waiting, end)?;
    let kind = if order.has_failed() { "rectification.not_mended" } else { "rectification.mended" };
    dossier.fact(kind, data(&order));
    save(tx, dossier, order, kept.version)
}

/// Orders whose day passed without a word from the business: told once. What it notes is saved with the dossier.
pub fn pass(tx: &mut Tx<'_>, dossier: &mut Dossier, id: RectificationId) -> Outcome<()> {
    let kept = Kept::from_row(rectification::find(tx.conn, &Reach::All, id)?)?;
    let order = kept.order.pass(tx.now);
    rectification::update(tx.conn, &rectification_row(&order, kept.version + 1)?, kept.version)?;
    dossier.fact("rectification.overdue", data(&order));
    Ok(())
}

/// Notes on an order that a case was opened on it.
pub fn lead_to(tx: &mut Tx<'_>, kept: Kept, case: &EnforcementCase) -> Outcome<()> {
    let order = kept.order.lead_to(case.id);
    rectification::update(tx.conn, &rectification_row(&order, kept.version + 1)?, kept.version)?;
    Ok(())
}

/// Orders about a certificate that was taken fall away with their clocks, unless they are settled.
pub fn fall_away(tx: &mut Tx<'_>, dossier: &mut Dossier, certificate: &Certificate) -> Outcome<()> {
    for Kept { order, version } in of_certificate(tx, certificate.id)? {
        let fallen = order.clone().fall_away(certificate.status(), tx.now);
        if fallen == order {
            continue;
        }
        let own = subject(&fallen);
        dossier.end_deadlines(tx, |it| it.subject == own, End::Cancelled)?;
        rectification::update(tx.conn, &rectification_row(&fallen, version + 1)?, version)?;
        dossier.fact("rectification.fallen_away", data(&fallen));
    }
    Ok(())
}

/// What took the certificate was set aside: its orders stand as they stood, those clocks go on that stopped with them, and
/// a day to mend is put off by the time between.
pub fn restore(tx: &mut Tx<'_>, dossier: &mut Dossier, certificate: CertificateId) -> Outcome<()> {
    for Kept { order, version } in of_certificate(tx, certificate)? {
        let Some((at, _)) = order.fallen_away() else { continue };
        let own = subject(&order);
        let stopped = |it: &TrackedDeadline| it.subject == own && it.deadline.cancelled_at() == Some(at);
        dossier.restore_deadlines(tx, stopped)?;
        let to_mend = dossier.deadlines.iter().filter(|it| it.subject == own && it.obligation == Obligation::Rectify);
        let order = order.restore(to_mend.filter_map(|it| it.deadline.due()).next_back());
        rectification::update(tx.conn, &rectification_row(&order, version + 1)?, version)?;
        dossier.fact("rectification.restored", data(&order));
    }
    Ok(())
}

fn of_certificate(tx: &mut Tx<'_>, certificate: CertificateId) -> Outcome<Vec<Kept>> {
    let rows = rectification::of_certificates(tx.conn, &[certificate])?;
    rows.into_iter().map(Kept::from_row).collect()
}

fn save(tx: &mut Tx<'_>, mut dossier: Dossier, order: RectificationOrder, was: i32) -> Outcome<Kept> {
    rectification::update(tx.conn, &rectification_row(&order, was + 1)?, was)?;
    dossier.save(tx)?;
    Ok(Kept { order, version: was + 1 })
}

/// A clock of the order is met, late or in time.
fn settle(tx: &Tx<'_>, dossier: &mut Dossier, order: &RectificationOrder, rule: Obligation) -> Outcome<()> {
    let own = subject(order);
    dossier.end_deadlines(tx, |it| it.obligation == rule && it.subject == own, End::Met)
}

fn subject(order: &RectificationOrder) -> (ObligationSubject, Uuid) {
    (ObligationSubject::RectificationOrder, order.id.0)
}

/// What a document about an order says: which order and certificate, and what the step adds.
fn about(tx: &mut Tx<'_>, order: &RectificationOrder, added: Value) -> Outcome<Value> {
    let certificate = certificate_from(certificate::find(tx.conn, &Reach::All, order.certificate)?)?;
    let content = json!({
        "order": order.document, "certificate": order.certificate, "item": order.item_code, "number": certificate.number,
    });
    Ok(with(content, added))
}

fn data(order: &RectificationOrder) -> Value {
    json!({
        "order": order.id, "task": order.task, "certificate": order.certificate, "item": order.item_code,
        "department": order.department, "clauses": order.clauses, "due_on": order.due_on, "status": order.status(),
    })
}
