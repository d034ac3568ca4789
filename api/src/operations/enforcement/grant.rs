//! The grantor's acts (S18): 撤销 and 注销.

use kaiye_domain::{
    certificate::Certificate,
    document::DocumentKind,
    enforcement::{AnnulmentGround, CaseDecision, DecisionKind},
    exclusion::ExclusionCause,
    id::CertificateId,
};
use kaiye_persistence::repo::certificate as certificates;
use serde_json::{Value, json};

use super::{
    Subject,
    follow::follow,
    keep::{Kept, Opened, open},
};
use crate::operations::{
    Outcome, Tx,
    certificates::{Kept as KeptCertificate, update, with_proofs},
    documents, exclusions, with,
};

/// Annuls the grant.
pub fn annul(tx: &mut Tx<'_>, mut opened: Opened, reason: &str, compensation: Option<&str>) -> Outcome<Kept> {
    let grantor = opened.case.grantor.clone();
    let added = json!({
        "ground": AnnulmentGround::from(opened.case.cause), "grantor_fault": opened.case.basis.grantor_fault(),
        "compensation": compensation,
    });
    let made = opened.made(tx, &grantor, DocumentKind::Annulment, (reason, added))?;
    let case = opened.case.clone().annul(compensation.map(str::to_owned), made, tx.actor)?;
    let certificate = opened.certificate.clone().annul(case.id, tx.now)?;
    let mut opened = opened.with(case, certificate);
    opened.decided(tx, "certificate.annulled")?;
    opened.exclude_for_deceit(tx)?;
    opened.save(tx)
}

impl Opened {
    /// Who got the permit by deceit may not ask for it again for a time, where it touches safety or health (行政许可法 §79).
    fn exclude_for_deceit(&mut self, tx: &mut Tx<'_>) -> Outcome<()> {
        let deceit =
            |it: &&CaseDecision| matches!(it.kind, DecisionKind::Annulment { ground: AnnulmentGround::Deceit, .. });
        let Some(decision) = self.case.decisions.last().filter(deceit) else { return Ok(()) };
        let Some(item) = self.dossier.application.item_by_id(self.certificate.requested_item).cloned() else {
            return Ok(());
        };
        let ground = (ExclusionCause::Deceit, decision.document.as_str());
        exclusions::exclude(tx, &mut self.dossier, &item, Some(&self.certificate.face.holder_uscc), ground)
    }
}

/// Closes the register over a certificate that expired, or that a case took; the case is closed with it.
pub fn deregister(tx: &mut Tx<'_>, subject: Subject, reason: &str) -> Outcome<KeptCertificate> {
    let certificate = subject.certificate()?;
    certificate.require_grantor(tx.actor)?;
    let id = certificate.id;
    match certificate.taken_by() {
        Some(case) => {
            let opened = open(tx, case)?;
            deregister_taken(tx, opened, reason)?;
        }
        None => deregister_expired(tx, subject, reason)?,
    }
    shown(tx, id)
}

fn deregister_taken(tx: &mut Tx<'_>, mut opened: Opened, reason: &str) -> Outcome<()> {
    let grantor = opened.case.grantor.clone();
    let content = over(&opened.certificate, reason);
    let document = opened.issue(tx, &grantor, DocumentKind::Deregistration, content)?.number;
    let certificate = opened.certificate.clone().deregister(tx.now)?.close_case(opened.case.id);
    let case = opened.case.clone().deregister(document.clone(), (tx.actor, tx.now))?;
    let mut opened = opened.with(case, certificate);
    opened.tell("certificate.deregistered", &document);
    opened.save(tx)?;
    Ok(())
}

fn deregister_expired(tx: &mut Tx<'_>, subject: Subject, reason: &str) -> Outcome<()> {
    let was = subject.certificate()?;
    let certificate = was.clone().deregister(tx.now)?;
    let Subject { mut dossier, row } = subject;
    let about = json!({
        "certificate": certificate.id, "item": certificate.item_code, "number": certificate.number,
    });
    let content = with(about, over(&was, reason));
    let issuer = certificate.issuer.clone();
    let document = documents::issue(tx, &mut dossier, &issuer, DocumentKind::Deregistration, content)?.number;
    let data = json!({
        "certificate": certificate.id, "item": certificate.item_code, "grantor": issuer, "document": document,
    });
    dossier.fact("certificate.deregistered", data);
    let certificate = follow(tx, &mut dossier, &was, certificate, &row.holder_key)?;
    update(tx, &certificate, &row)?;
    dossier.save(tx)?;
    Ok(())
}

/// What a deregistration says: over what it closes the register (行政许可法 §70), and why.
fn over(ended: &Certificate, reason: &str) -> Value {
    json!({ "ground": ended.status(), "valid_to": ended.valid_to, "reason": reason })
}

fn shown(tx: &mut Tx<'_>, id: CertificateId) -> Outcome<KeptCertificate> {
    let row = certificates::find(tx.conn, &tx.actor.reach(), id)?;
    with_proofs(tx, row)
}
