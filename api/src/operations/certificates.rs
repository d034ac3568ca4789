//! Certificates: found within reach, and checked by anybody who holds the paper.

use std::collections::BTreeMap;

use kaiye_domain::{
    certificate::{
        Certificate, CertificateCheck, CertificateStatus, ReadinessProof, ReadinessState, is_check_code,
        unblock_dependents,
    },
    event::{Fact, SubjectKind},
    id::CertificateId,
};
use kaiye_persistence::{
    map::{certificate_from, certificate_row, readiness_from},
    repo::{certificate, lock, readiness},
    row::CertificateRow,
};
use serde_json::json;

use super::{Outcome, Tx, dossier::Dossier};

/// More proofs than anybody files for one certificate, and more certificates than one holder has.
const MOST: i64 = 1000;

/// A certificate as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The certificate.
    pub certificate: Certificate,
    /// The proofs filed for it.
    pub proofs: Vec<ReadinessProof>,
    /// Its version.
    pub version: i32,
}

impl Kept {
    /// Whether a proof waits for the department.
    pub fn proof_filed(&self) -> bool {
        self.proofs.iter().any(|proof| proof.state == ReadinessState::Filed)
    }
}

/// A certificate within the caller's reach.
pub fn find(tx: &mut Tx<'_>, id: CertificateId) -> Outcome<Kept> {
    let row = certificate::find(tx.conn, &tx.actor.reach(), id)?;
    with_proofs(tx, row)
}

/// A row with its proofs.
pub fn with_proofs(tx: &mut Tx<'_>, row: CertificateRow) -> Outcome<Kept> {
    let version = row.version;
    let certificate = certificate_from(row)?;
    let proofs = readiness::of_certificate(tx.conn, certificate.id, MOST)?;
    let proofs = proofs.into_iter().map(readiness_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Kept { certificate, proofs, version })
}

/// Writes a certificate over its row as it was read.
pub fn update(tx: &mut Tx<'_>, certificate: &Certificate, was: &CertificateRow) -> Outcome<i32> {
    let version = was.version + 1;
    let row = certificate_row(certificate, was.holder_key.clone(), was.place_key.clone(), version)?;
    certificate::update(tx.conn, &row, was.version)?;
    Ok(version)
}

/// Lets what a holder may open on open what builds on it (S9), after one of its certificates has changed.
pub fn spread(tx: &mut Tx<'_>, dossier: &mut Dossier, holder_key: &str) -> Outcome<()> {
    // Who issues to the same holder at this moment is waited for, so that what it builds on is seen here.
    lock::hold(tx.conn, holder_key)?;
    let rows = certificate::lock_of_holder(tx.conn, holder_key, CertificateStatus::Valid.into(), MOST)?;
    let mut all = rows.iter().cloned().map(certificate_from).collect::<Result<Vec<_>, _>>()?;
    let changed = unblock_dependents(&mut all, tx.now);
    for (now, row) in all.iter().zip(&rows).filter(|(now, _)| changed.contains(&now.id)) {
        update(tx, now, row)?;
        if now.operativity.is_operative() {
            tell_operative(tx, dossier, now)?;
        }
    }
    Ok(())
}

/// The holder may open: told in the chain of the certificate's own application.
pub fn tell_operative(tx: &mut Tx<'_>, dossier: &mut Dossier, certificate: &Certificate) -> Outcome<()> {
    let data = json!({ "certificate": certificate.id, "item": certificate.item_code });
    if certificate.application == dossier.application.id {
        dossier.fact("certificate.operative", data);
        return Ok(());
    }
    let subject = (SubjectKind::Application, certificate.application);
    tx.append(subject, Some(&certificate.division), vec![Fact::new("certificate.operative", data)])?;
    Ok(())
}

/// What the public may know of the certificates with these check codes, by one query (S10, S12).
pub fn check(tx: &mut Tx<'_>, codes: &[String]) -> Outcome<BTreeMap<String, CertificateCheck>> {
    let sound: Vec<String> = codes.iter().filter(|code| is_check_code(code)).cloned().collect();
    if sound.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = certificate::by_check_codes(tx.conn, &sound)?;
    let today = tx.today();
    rows.into_iter()
        .map(|row| {
            let certificate = certificate_from(row)?;
            Ok((certificate.check_code.clone(), CertificateCheck::of(&certificate, today)))
        })
        .collect()
}
