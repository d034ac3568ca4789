//! Opening a case on an order that failed, on a check that found what cannot be mended, or on the grantor's own fault.

use kaiye_domain::{
    actor::Reach,
    certificate::Certificate,
    document::DocumentKind,
    enforcement::{EnforcementCase, GrantorFault, Opening},
    id::{CertificateId, EnforcementCaseId, RectificationId, VerificationTaskId},
};
use kaiye_persistence::{
    map::{case_row, certificate_from},
    repo::{certificate as certificates, enforcement},
    row::CertificateRow,
};
use serde_json::json;

use super::keep::{Kept, Opened};
use crate::operations::{
    Failure, Outcome, Tx,
    certificates::{find, update},
    documents,
    dossier::Dossier,
    rectification, verification,
};

/// What a case is opened on.
#[derive(Debug, Clone, Copy)]
pub enum Ground {
    /// An order that failed.
    Rectification(RectificationId),
    /// A concluded task.
    Task(VerificationTaskId),
    /// The grantor's own fault.
    Grant(GrantorFault),
}

/// A certificate that a case is to be opened against, with its application, both within the caller's reach and locked.
#[derive(Debug)]
pub struct Subject {
    pub(super) dossier: Dossier,
    pub(super) row: CertificateRow,
}

impl Subject {
    /// The certificate.
    pub(super) fn certificate(&self) -> Outcome<Certificate> {
        Ok(certificate_from(self.row.clone())?)
    }
}

/// Opens a certificate with its application.
pub fn of_certificate(tx: &mut Tx<'_>, id: CertificateId) -> Outcome<Subject> {
    let application = find(tx, id)?.certificate.application;
    let dossier = Dossier::open(tx, application)?;
    let row = certificates::lock(tx.conn, &Reach::All, id)?;
    Ok(Subject { dossier, row })
}

/// Opens the case.
pub fn open_case(tx: &mut Tx<'_>, subject: Subject, ground: Ground, facts: &str) -> Outcome<Kept> {
    let Subject { mut dossier, row } = subject;
    let certificate = certificate_from(row.clone())?;
    let (order, task) = match ground {
        Ground::Rectification(id) => {
            let kept = rectification::find(tx, id)?;
            (Some(kept).filter(|kept| kept.order.certificate == certificate.id), None)
        }
        Ground::Task(id) => {
            let task = verification::within(tx, id)?.task;
            (None, Some(task).filter(|task| task.certificate == certificate.id))
        }
        Ground::Grant(_) => (None, None),
    };
    let opening = match (ground, &order, &task) {
        (Ground::Grant(fault), _, _) => Opening::Grant(fault),
        (Ground::Rectification(_), Some(kept), _) => Opening::Rectification(&kept.order),
        (Ground::Task(_), _, Some(task)) => Opening::Task(task),
        _ => return Err(Failure::not_found()),
    };
    let (basis, cause, clauses) = opening.weigh().map_err(Failure::refused)?;
    let id: EnforcementCaseId = tx.id();
    let leader = match ground {
        Ground::Grant(_) => certificate.issuer.clone(),
        _ => certificate.supervisor.clone(),
    };
    let content = json!({
        "certificate": certificate.id, "item": certificate.item_code, "number": certificate.number, "cause": cause,
        "grantor_fault": basis.grantor_fault(), "clauses": clauses, "facts": facts,
    });
    let document = documents::issue(tx, &mut dossier, &leader, DocumentKind::CaseOpening, content)?.number;
    let review_body = tx.jurisdiction()?.review_body_over(&leader).to_owned();
    let bodies = (review_body, document.clone());
    let case = EnforcementCase::open(id, &certificate, opening, facts.to_owned(), bodies, (tx.actor, tx.now))?;
    let certificate = certificate.open_case(id)?;
    enforcement::insert(tx.conn, &case_row(&case, 1)?)?;
    update(tx, &certificate, &row)?;
    if let Some(kept) = order {
        rectification::lead_to(tx, kept, &case)?;
    }
    let mut opened = Opened { dossier, case, certificate, version: 1, row };
    opened.tell("enforcement.case_opened", &document);
    opened.dossier.save(tx)?;
    Ok(Kept { case: opened.case, version: 1 })
}
