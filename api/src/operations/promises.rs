//! What a holder owes for a certificate after it was issued: promises by a day that were not proved by it (S10); and what
//! becomes of them, and of materials put off (S5), when the certificate is taken and when it stands again.

use std::collections::BTreeMap;

use kaiye_domain::{
    actor::Reach,
    certificate::{Certificate, CertificateStatus},
    id::{ApplicationId, CertificateId},
    obligation::Obligation,
    time::end_of,
    verification::{VerificationKind, VerificationTask},
};
use kaiye_persistence::{
    map::{TrackedDeadline, certificate_from},
    repo::certificate,
};
use serde_json::json;

use super::{
    Outcome, Tx,
    dossier::{Dossier, End},
    verification,
};

/// Notices the days of an application that passed without proof: each brings the supervisor one task for its clauses.
/// The certificate stays dormant; a proof may still be filed.
pub fn miss(tx: &mut Tx<'_>, application: ApplicationId) -> Outcome<()> {
    let mut dossier = Dossier::open(tx, application)?;
    let passed: Vec<TrackedDeadline> = dossier.deadlines.iter().filter(|it| has_passed(it, tx)).cloned().collect();
    if passed.is_empty() {
        return Ok(());
    }
    for tracked in passed {
        miss_day(tx, &mut dossier, &tracked)?;
    }
    dossier.save(tx)?;
    Ok(())
}

/// A certificate was taken: what its holder still owed for it falls away.
pub fn fall_away(tx: &Tx<'_>, dossier: &mut Dossier, certificate: &Certificate) -> Outcome<()> {
    let owed = owed_for(dossier, certificate);
    dossier.end_deadlines(tx, owed, End::Cancelled)
}

/// It stands again: what was owed is owed again, and each promised day is put off by the time between.
pub fn restore(tx: &mut Tx<'_>, dossier: &mut Dossier, certificate: Certificate) -> Outcome<Certificate> {
    let owed = owed_for(dossier, &certificate);
    let days = |dossier: &Dossier| -> Vec<_> {
        let promises = dossier.deadlines.iter().filter(|it| it.obligation == Obligation::KeepPromise && owed(it));
        promises.filter_map(|it| it.deadline.due()).collect()
    };
    let before = days(dossier);
    dossier.restore_deadlines(tx, &owed)?;
    let moved: BTreeMap<_, _> = before.into_iter().zip(days(dossier)).collect();
    Ok(Certificate { operativity: certificate.operativity.put_off(&moved), ..certificate })
}

/// The clocks of what a certificate's holder owes for it.
fn owed_for(dossier: &Dossier, certificate: &Certificate) -> impl Fn(&TrackedDeadline) -> bool + use<> {
    let deferred = dossier.deferred.iter().filter(|it| it.item == certificate.requested_item);
    let deferred: Vec<_> = deferred.map(|it| it.id.0).collect();
    let promised = certificate.id.0;
    move |it| match it.obligation {
        Obligation::KeepPromise => it.subject.1 == promised,
        Obligation::DeliverAfterIssue => deferred.contains(&it.subject.1),
        _ => false,
    }
}

fn has_passed(tracked: &TrackedDeadline, tx: &Tx<'_>) -> bool {
    let running = tracked.deadline.is_running();
    let over = tracked.deadline.due().is_some_and(|day| end_of(day) <= tx.now);
    tracked.obligation == Obligation::KeepPromise && running && over
}

fn miss_day(tx: &mut Tx<'_>, dossier: &mut Dossier, tracked: &TrackedDeadline) -> Outcome<()> {
    let id: CertificateId = tracked.subject.1.into();
    let certificate = certificate_from(certificate::lock(tx.conn, &Reach::All, id)?)?;
    let Some(day) = tracked.deadline.due() else { return Ok(()) };
    let clauses = certificate.operativity.open_by(day);
    if certificate.status() != CertificateStatus::Valid || clauses.is_empty() {
        // What took its place carries the promise on.
        return dossier.end_deadlines(tx, |it| it.id == tracked.id, End::Cancelled);
    }
    let now = tx.now;
    dossier.step_deadlines(|it| it.id == tracked.id, |deadline| deadline.miss(now))?;
    let jurisdiction = tx.jurisdiction()?;
    let task = VerificationTask {
        clauses: clauses.clone(),
        ..VerificationTask::new(tx.id(), VerificationKind::MissedDate, &certificate, &jurisdiction.policy, now)
    };
    let missed = json!({ "certificate": id, "item": certificate.item_code, "clauses": clauses, "due_on": day });
    dossier.fact("certificate.promise_missed", missed);
    verification::add(tx, dossier, &task)
}
