//! Proof that what was promised by a day is met (S10): filed by the business, confirmed by the department.

mod confirm;
mod submit;

pub use confirm::{Verdict, confirm};
use kaiye_domain::id::CertificateId;
use kaiye_persistence::{repo::certificate, row::CertificateRow};
pub use submit::{Filing, submit};

use super::{
    Outcome, Tx,
    certificates::{Kept, find, with_proofs},
    dossier::Dossier,
};

/// A certificate with its application, both within the caller's reach and locked.
#[derive(Debug)]
pub struct Opened {
    /// The application.
    pub dossier: Dossier,
    /// The certificate.
    pub kept: Kept,
    row: CertificateRow,
}

/// Opens a certificate with its application: the application first, as everybody locks them in that order.
pub fn open(tx: &mut Tx<'_>, id: CertificateId) -> Outcome<Opened> {
    let application = find(tx, id)?.certificate.application;
    let dossier = Dossier::open(tx, application)?;
    let row = certificate::lock(tx.conn, &tx.actor.reach(), id)?;
    let kept = with_proofs(tx, row.clone())?;
    Ok(Opened { dossier, kept, row })
}
