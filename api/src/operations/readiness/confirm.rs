//! The department's word on a proof. Confirmed, its clauses count as met; the certificate whose last clause it was
//! becomes operative, and lets what builds on it open too (S9, S10).

use kaiye_domain::{
    certificate::{Certificate, CertificateStatus, unblock_dependents},
    event::{Fact, SubjectKind},
    id::ReadinessId,
    obligation::Obligation,
};
use kaiye_persistence::{
    map::{TrackedDeadline, certificate_from, readiness_from, readiness_row},
    repo::{certificate as certificates, lock, readiness},
    row::CertificateRow,
};
use serde_json::json;

use super::Opened;
use crate::operations::{
    Outcome, Tx,
    certificates::{Kept, update, with_proofs},
    dossier::Dossier,
};

/// More certificates than one holder has.
const MOST: i64 = 1000;

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
    if confirmed {
        prove(tx, &mut dossier, certificate, &row, &proof.clauses)?;
    }
    dossier.save(tx)?;
    let row = certificates::find(tx.conn, &tx.actor.reach(), row.id.into())?;
    with_proofs(tx, row)
}

/// Takes the clauses as met, and lets it spread among the holder's certificates.
fn prove(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificate: Certificate,
    row: &CertificateRow,
    clauses: &[String],
) -> Outcome<()> {
    let proved = Certificate { operativity: certificate.operativity.clone().prove(clauses, tx.now), ..certificate };
    keep_promises(tx, dossier, &proved)?;
    // Who issues to the same holder at this moment is waited for, so that what it builds on is seen here.
    lock::hold(tx.conn, &row.holder_key)?;
    let rows = certificates::lock_of_holder(tx.conn, &row.holder_key, CertificateStatus::Valid.into(), MOST)?;
    let mut all = rows.iter().cloned().map(certificate_from).collect::<Result<Vec<_>, _>>()?;
    let before = all.clone();
    if let Some(own) = all.iter_mut().find(|it| it.id == proved.id) {
        *own = proved;
    }
    unblock_dependents(&mut all, tx.now);
    for ((now, was), row) in all.iter().zip(&before).zip(&rows) {
        if now == was {
            continue;
        }
        update(tx, now, row)?;
        if now.operativity.is_operative() {
            tell(tx, dossier, now)?;
        }
    }
    Ok(())
}

/// The clocks of the days on which nothing is open any more are met, late or in time.
fn keep_promises(tx: &Tx<'_>, dossier: &mut Dossier, certificate: &Certificate) -> Outcome<()> {
    let kept = |tracked: &TrackedDeadline| {
        tracked.obligation == Obligation::KeepPromise
            && tracked.subject.1 == certificate.id.0
            && tracked.deadline.due().is_some_and(|day| certificate.operativity.open_by(day).is_empty())
            && (tracked.deadline.is_running() || tracked.deadline.is_overdue(tx.now))
    };
    dossier.step_deadlines(kept, |deadline| deadline.meet(tx.now))
}

/// The holder may open: told in the chain of the certificate's own application.
fn tell(tx: &mut Tx<'_>, dossier: &mut Dossier, certificate: &Certificate) -> Outcome<()> {
    let data = json!({ "certificate": certificate.id, "item": certificate.item_code });
    if certificate.application == dossier.application.id {
        dossier.fact("certificate.operative", data);
        return Ok(());
    }
    let subject = (SubjectKind::Application, certificate.application);
    tx.append(subject, Some(&certificate.division), vec![Fact::new("certificate.operative", data)])?;
    Ok(())
}
