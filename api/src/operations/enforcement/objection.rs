//! Objections: made, and decided. A decision that is set aside gives back what it took: the certificate's force or the
//! open door, the credit record's ground and its bars, the publication, the document's validity; each with its trace.

use kaiye_domain::{
    certificate::{CertificateStatus, Taking},
    document::DocumentKind,
    enforcement::{CaseDecision, CaseStatus, DecisionKind, ObjectionOutcome, ObjectionVerdict},
    obligation::{Begins, Duty, Obligation},
};
use serde_json::json;
use uuid::Uuid;

use super::keep::{Kept, Opened, subject};
use crate::operations::{Outcome, Tx, credit, documents, exclusions};

/// The holder objects to a decision.
pub fn object(tx: &mut Tx<'_>, mut opened: Opened, decision: Uuid, statement: &str) -> Outcome<Kept> {
    opened.case = opened.case.clone().object(decision, statement.to_owned(), (tx.actor, tx.now))?;
    let body = opened.case.reviewer(opened.case.decision(decision)?).to_owned();
    let (rule, period) = (Obligation::DecideObjection, tx.jurisdiction()?.policy.objection_decision.value);
    opened.dossier.owe(tx, Duty::of_department(body, rule, subject(&opened.case), period, Begins::Now))?;
    let document = opened.case.decision(decision)?.document.clone();
    opened.tell("enforcement.objection_made", &document);
    opened.save(tx)
}

/// The review body decides.
pub fn decide_objection(
    tx: &mut Tx<'_>,
    mut opened: Opened,
    decision: Uuid,
    outcome: ObjectionOutcome,
    reason: &str,
) -> Outcome<Kept> {
    let about = opened.case.decision(decision)?.clone();
    let body = opened.case.reviewer(&about).to_owned();
    let closed_by = opened.case.deregistered_by().map(str::to_owned);
    let content = json!({
        "decision": about.document, "respondent": about.department, "outcome": outcome, "reason": reason,
    });
    let document = opened.issue(tx, &body, DocumentKind::ObjectionDecision, content)?.number;
    let verdict = ObjectionVerdict {
        outcome,
        reason: reason.to_owned(),
        document: document.clone(),
        by: tx.actor.id,
        at: tx.now,
    };
    opened.case = opened.case.clone().decide_objection(decision, verdict, tx.actor)?;
    opened.meet(tx, Obligation::DecideObjection, about.objection.as_ref().map(|objection| objection.at))?;
    opened.tell("enforcement.objection_decided", &document);
    if outcome == ObjectionOutcome::SetAside {
        opened.give_back(tx, &about, &document)?;
        opened.open_register(tx, closed_by.as_deref(), &document)?;
    }
    opened.save(tx)
}

impl Opened {
    /// A register that was closed over what fell alone is open again: the paper that closed it is void.
    fn open_register(&mut self, tx: &mut Tx<'_>, closed_by: Option<&str>, by: &str) -> Outcome<()> {
        match closed_by {
            Some(paper) if self.certificate.status() != CertificateStatus::Deregistered => {
                documents::void(tx, &mut self.dossier, paper, by)
            }
            _ => Ok(()),
        }
    }

    fn give_back(&mut self, tx: &mut Tx<'_>, fallen: &CaseDecision, by: &str) -> Outcome<()> {
        let certificate = self.certificate.clone();
        let certificate = match fallen.kind {
            DecisionKind::Stop if certificate.stop.as_ref().is_some_and(|it| it.document == fallen.document) => {
                certificate.lift_stop()?
            }
            DecisionKind::Stop | DecisionKind::Penalty { .. } => certificate,
            DecisionKind::Revocation { .. } => certificate.restore(Taking::Revocation),
            DecisionKind::Annulment { .. } => certificate.restore(Taking::Annulment),
        };
        // A case that goes on holds its certificate again.
        let goes_on = self.case.status() != CaseStatus::Closed;
        let certificate = if goes_on { certificate.hold_for(self.case.id) } else { certificate };
        if certificate != std::mem::replace(&mut self.certificate, certificate.clone()) {
            self.tell("certificate.restored", by);
        }
        documents::void(tx, &mut self.dossier, &fallen.document, by)?;
        self.take_back(tx, &fallen.document)?;
        credit::withdraw(tx, &mut self.dossier, self.case.id, &fallen.document)?;
        exclusions::lift(tx, &mut self.dossier, &self.case.item_code, &fallen.document)?;
        Ok(())
    }
}
