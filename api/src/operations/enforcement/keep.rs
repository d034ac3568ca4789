//! Cases as they are kept, opened with what they change, and saved whole.

use kaiye_domain::{
    actor::Reach,
    certificate::Certificate,
    document::{DocumentKind, OfficialDocument},
    enforcement::{EnforcementCase, Made},
    id::EnforcementCaseId,
    obligation::ObligationSubject,
};
use kaiye_persistence::{
    map::{case_from, case_row, certificate_from},
    repo::{certificate, enforcement},
    row::{CertificateRow, EnforcementCaseRow},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::follow::follow;
use crate::operations::{
    Outcome, Tx,
    certificates::{spread, update},
    documents,
    dossier::Dossier,
    with,
};

/// A case as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The case.
    pub case: EnforcementCase,
    /// Its version.
    pub version: i32,
}

impl Kept {
    /// A case from its row.
    pub fn from_row(row: EnforcementCaseRow) -> Outcome<Self> {
        let version = row.version;
        Ok(Self { case: case_from(row)?, version })
    }
}

/// A case that is worked on, with its application and its certificate, all locked.
#[derive(Debug)]
pub struct Opened {
    /// The application.
    pub dossier: Dossier,
    /// The case.
    pub case: EnforcementCase,
    /// Its certificate.
    pub certificate: Certificate,
    pub(super) version: i32,
    pub(super) row: CertificateRow,
}

/// A case within the caller's reach.
pub fn find(tx: &mut Tx<'_>, id: EnforcementCaseId) -> Outcome<Kept> {
    Kept::from_row(enforcement::find(tx.conn, &tx.actor.reach(), id)?)
}

/// Opens a case that is within the caller's reach: the application is locked first, as everybody locks it.
pub fn open(tx: &mut Tx<'_>, id: EnforcementCaseId) -> Outcome<Opened> {
    let application = find(tx, id)?.case.application;
    let dossier = Dossier::open_found(tx, application)?;
    let Kept { case, version } = find(tx, id)?;
    let row = certificate::lock(tx.conn, &Reach::All, case.certificate)?;
    Ok(Opened { dossier, certificate: certificate_from(row.clone())?, case, version, row })
}

impl Opened {
    /// The same with the case and the certificate as they now are.
    pub(super) fn with(self, case: EnforcementCase, certificate: Certificate) -> Self {
        Self { case, certificate, ..self }
    }

    /// Issues a department's document in the case.
    pub(super) fn issue(
        &mut self,
        tx: &mut Tx<'_>,
        department: &str,
        kind: DocumentKind,
        content: Value,
    ) -> Outcome<OfficialDocument> {
        documents::issue(tx, &mut self.dossier, department, kind, about(&self.case, &self.certificate, content))
    }

    /// What a decision of a department is made with: its id, its document, which says the reason and what is added to it,
    /// and until when it can be objected to.
    pub(super) fn made(
        &mut self,
        tx: &mut Tx<'_>,
        department: &str,
        kind: DocumentKind,
        (reason, added): (&str, Value),
    ) -> Outcome<Made> {
        let document = self.issue(tx, department, kind, with(json!({ "reason": reason }), added))?.number;
        let calendar = tx.calendar()?;
        let jurisdiction = tx.jurisdiction()?;
        let object_by = jurisdiction.policy.objection.value.last_day(tx.today(), &calendar).date;
        let review_body = jurisdiction.review_body_over(department).to_owned();
        let id = tx.id::<Uuid>();
        Ok(Made { id, document, reason: reason.to_owned(), by: tx.actor.id, at: tx.now, object_by, review_body })
    }

    /// Notes an event of the case that a document is behind.
    pub(super) fn tell(&mut self, kind: &'static str, document: &str) {
        let data = with(event_of(&self.case), json!({ "document": document }));
        self.dossier.fact(kind, data);
    }

    /// Notes an event of the case that no document is behind.
    pub(super) fn note(&mut self, kind: &'static str) {
        let data = event_of(&self.case);
        self.dossier.fact(kind, data);
    }

    /// Writes case, certificate and application.
    pub(super) fn save(mut self, tx: &mut Tx<'_>) -> Outcome<Kept> {
        let version = self.version + 1;
        enforcement::update(tx.conn, &case_row(&self.case, version)?, self.version)?;
        let was = certificate_from(self.row.clone())?;
        if self.certificate != was {
            self.certificate = follow(tx, &mut self.dossier, &was, self.certificate, &self.row.holder_key)?;
            update(tx, &self.certificate, &self.row)?;
            // What may be opened on again opens what waited for it (S9).
            if self.certificate.may_operate() && !was.may_operate() {
                spread(tx, &mut self.dossier, &self.row.holder_key)?;
            }
        }
        self.dossier.save(tx)?;
        Ok(Kept { case: self.case, version })
    }
}

/// What a case's clocks hang on.
pub(super) fn subject(case: &EnforcementCase) -> (ObligationSubject, Uuid) {
    (ObligationSubject::EnforcementCase, case.id.0)
}

/// What an event says of a case.
pub(super) fn event_of(case: &EnforcementCase) -> Value {
    json!({
        "case": case.id, "certificate": case.certificate, "item": case.item_code, "department": case.department,
        "grantor": case.grantor, "cause": case.cause, "status": case.status(),
    })
}

/// What a document of a case says: which case and certificate, whose fault it is about, and what the step adds.
pub(super) fn about(case: &EnforcementCase, certificate: &Certificate, added: Value) -> Value {
    let content = json!({
        "case": case.document, "certificate": certificate.id, "item": case.item_code, "number": certificate.number,
        "clauses": case.clauses, "cause": case.cause,
    });
    with(content, added)
}
