//! Credit records by the operations that enforcement calls, for stories that begin with one.

use kaiye_api::operations::{Outcome, credit, dossier::Dossier};
use kaiye_domain::{
    actor::{Actor, Reach},
    bar::BarCause,
    certificate::Certificate,
    credit::{Breach, GroundKind},
    id::CertificateId,
};
use kaiye_persistence::{map::certificate_from, repo::certificate};

use crate::{TestApp, issuing::told};

impl TestApp {
    /// A decision on a broken commitment goes on record, by the department that supervises the certificate. A certificate
    /// has one case here. Gives the record's path.
    pub fn record_breach(&self, certificate: &str, kind: GroundKind) -> String {
        self.record_breach_by(certificate, kind, None)
    }

    /// The same by a department of the test's own.
    pub fn record_breach_by(&self, certificate: &str, kind: GroundKind, department: Option<&str>) -> String {
        let id: CertificateId = certificate.parse().expect("an id");
        let recorded = self.state.transact_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            let certificate: Certificate = certificate_from(certificate::find(tx.conn, &Reach::All, id)?)?;
            let mut dossier = Dossier::open(tx, certificate.application)?;
            let breach = Breach {
                case: id.0.into(),
                kind,
                cause: BarCause::BrokenCommitment,
                clauses: vec!["1".to_owned()],
                department: department.unwrap_or(&certificate.supervisor).to_owned(),
                document: number(kind),
            };
            let record = credit::record(tx, &mut dossier, &certificate, &breach)?;
            dossier.save(tx)?;
            Ok(record.id)
        });
        format!("/api/v1/credit-records/{}", told(recorded))
    }

    /// A decision on a certificate's case is set aside.
    pub fn set_aside(&self, certificate: &str, kind: GroundKind) {
        let id: CertificateId = certificate.parse().expect("an id");
        told(self.state.transact_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            let certificate = certificate_from(certificate::find(tx.conn, &Reach::All, id)?)?;
            let mut dossier = Dossier::open(tx, certificate.application)?;
            credit::withdraw(tx, &mut dossier, id.0.into(), &number(kind))?;
            dossier.save(tx)
        }));
    }
}

/// The document of a decision: in a certificate's case here there is one of each kind.
fn number(kind: GroundKind) -> String {
    format!("吉卫〔2025〕{kind}")
}
