//! The department's word on a proof, by a numbered document. Confirmed, its clauses count as met; the certificate whose
//! last clause it was becomes operative, and lets what builds on it open too (S9, S10).

use kaiye_domain::{
    certificate::{Certificate, ReadinessProof, ReadinessState, ReadinessStatus},
    document::{DocumentKind, OfficialDocument},
    id::ReadinessId,
    obligation::Obligation,
};
use kaiye_persistence::{
    map::{TrackedDeadline, readiness_from, readiness_row},
    repo::{certificate as certificates, readiness},
    row::CertificateRow,
};
use serde_json::json;

use super::Opened;
use crate::operations::{
    Outcome, Tx,
    certificates::{Kept, spread, tell_operative, update, with_proofs},
    documents,
    dossier::{Dossier, End},
};

/// What the department says.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// The clauses are met.
    Confirmed,
    /// They are not, and why.
    Rejected(String),
}

/// Confirms or rejects a proof, once.
pub fn confirm(tx: &mut Tx<'_>, opened: Opened, id: ReadinessId, verdict: &Verdict) -> Outcome<Kept> {
    let Opened { mut dossier, kept, row } = opened;
    let certificate = kept.certificate;
    certificate.require_department(tx.actor)?;
    certificate.require_in_force()?;
    let proof = readiness_from(readiness::find(tx.conn, certificate.id, id)?)?;
    let rejected = match verdict {
        Verdict::Confirmed => None,
        Verdict::Rejected(reason) => Some(reason.clone()),
    };
    let confirmed = rejected.is_none();
    let proof = proof.decide(rejected, tx.actor.id, tx.now)?;
    let application = &dossier.application;
    readiness::update(tx.conn, &readiness_row(&proof, application.id, application.division())?)?;
    let kind = if confirmed { "certificate.readiness_confirmed" } else { "certificate.readiness_rejected" };
    let data = json!({
        "certificate": certificate.id, "item": certificate.item_code, "proof": proof.id, "clauses": proof.clauses,
    });
    dossier.fact(kind, data);
    let proved = if confirmed { prove(tx, &mut dossier, certificate, &row, &proof.clauses)? } else { certificate };
    document(tx, &mut dossier, &proved, &proof)?;
    dossier.save(tx)?;
    let row = certificates::find(tx.conn, &tx.actor.reach(), row.id.into())?;
    with_proofs(tx, row)
}

/// The decision as people read it: what is met, whether the holder may open now, and what it still waits for.
fn document(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificate: &Certificate,
    proof: &ReadinessProof,
) -> Outcome<OfficialDocument> {
    let reason = match &proof.state {
        ReadinessState::Rejected { reason, .. } => Some(reason),
        ReadinessState::Filed | ReadinessState::Confirmed { .. } => None,
    };
    let open: Vec<&str> = certificate.operativity.open_clauses().iter().map(|open| open.clause.as_str()).collect();
    let content = json!({
        "certificate": certificate.id, "item": certificate.item_code, "number": certificate.number, "proof": proof.id,
        "clauses": proof.clauses, "outcome": ReadinessStatus::from(&proof.state), "reason": reason,
        "operative": certificate.may_operate(), "open": open, "awaiting": certificate.operativity.awaiting(),
        "stopped_by": certificate.stop.as_ref().map(|stop| &stop.document),
    });
    let department = tx.actor.department.clone().unwrap_or_else(|| certificate.issuer.clone());
    documents::issue(tx, dossier, &department, DocumentKind::Readiness, content)
}

/// Takes the clauses as met, and lets it spread among the holder's certificates.
fn prove(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificate: Certificate,
    row: &CertificateRow,
    clauses: &[String],
) -> Outcome<Certificate> {
    let proved = Certificate { operativity: certificate.operativity.clone().prove(clauses, tx.now), ..certificate };
    keep_promises(tx, dossier, &proved)?;
    update(tx, &proved, row)?;
    if proved.operativity.is_operative() {
        tell_operative(tx, dossier, &proved)?;
    }
    spread(tx, dossier, &row.holder_key)?;
    Ok(proved)
}

/// The clocks of the days on which nothing is open any more are met, late or in time.
fn keep_promises(tx: &Tx<'_>, dossier: &mut Dossier, certificate: &Certificate) -> Outcome<()> {
    let kept = |tracked: &TrackedDeadline| {
        tracked.obligation == Obligation::KeepPromise
            && tracked.subject.1 == certificate.id.0
            && tracked.deadline.due().is_some_and(|day| certificate.operativity.open_by(day).is_empty())
    };
    dossier.end_deadlines(tx, kept, End::Met)
}
