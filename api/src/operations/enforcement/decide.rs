//! The head's decisions (行政处罚法 §57): a penalty, and 吊销 (S17). Each is published and enters the credit record (S19).

use kaiye_domain::{
    certificate::Certificate,
    credit::Breach,
    document::DocumentKind,
    enforcement::{CaseDecision, PenaltyKind},
};

use serde_json::json;

use super::keep::{Kept, Opened};
use crate::operations::{Outcome, Tx, credit};

/// A penalty as decided.
#[derive(Debug, Clone)]
pub struct Punished {
    /// Which.
    pub penalty: PenaltyKind,
    /// How much.
    pub amount_yuan: Option<i64>,
    /// The law it rests on.
    pub law: String,
    /// Why.
    pub reason: String,
}

/// Records the penalty beside the revocation.
pub fn penalise(tx: &mut Tx<'_>, mut opened: Opened, what: &Punished) -> Outcome<Kept> {
    opened.let_hearing_pass(tx)?;
    let department = opened.case.department.clone();
    let Punished { penalty, amount_yuan, law, reason } = what.clone();
    let imposed = json!({ "penalty": penalty, "amount_yuan": amount_yuan, "law": law });
    let made = opened.made(tx, &department, DocumentKind::Penalty, (&reason, imposed))?;
    let (threshold, business) =
        (tx.jurisdiction()?.policy.large_penalty.value, opened.dossier.application.business.kind);
    let large = amount_yuan.is_some_and(|amount| threshold.is_large(amount, business));
    opened.case = opened.case.clone().penalise(penalty, amount_yuan, law, large, (made, tx.actor))?;
    opened.decided(tx, "enforcement.penalised")?;
    opened.save(tx)
}

/// A revocation as decided.
#[derive(Debug, Clone)]
pub struct Revoked {
    /// The law it rests on.
    pub law: String,
    /// Why.
    pub reason: String,
    /// Whether the body's heads decided it together (行政处罚法 §57(2)).
    pub collective: bool,
}

/// 吊销: after the hearing was held or let pass.
pub fn revoke(tx: &mut Tx<'_>, mut opened: Opened, what: &Revoked) -> Outcome<Kept> {
    opened.let_hearing_pass(tx)?;
    let department = opened.case.department.clone();
    let Revoked { law, reason, collective } = what.clone();
    let decided = json!({ "law": law, "collective": collective });
    let made = opened.made(tx, &department, DocumentKind::Revocation, (&reason, decided))?;
    let case = opened.case.clone().revoke(law, made, tx.actor)?;
    let certificate: Certificate = opened.certificate.clone().revoke(case.id, tx.now)?;
    let mut opened = opened.with(case, certificate);
    opened.decided(tx, "certificate.revoked")?;
    opened.save(tx)
}

impl Opened {
    /// What follows from the decision that was just made: it is told, published, and enters the credit record where the
    /// fault is the holder's (S19).
    pub(super) fn decided(&mut self, tx: &mut Tx<'_>, fact: &'static str) -> Outcome<()> {
        let Some(decision) = self.case.decisions.last().cloned() else { return Ok(()) };
        self.tell(fact, &decision.document);
        self.publish(tx, &decision)?;
        self.record(tx, &decision)
    }

    /// Enters a decision in the holder's credit record.
    pub(super) fn record(&mut self, tx: &mut Tx<'_>, decision: &CaseDecision) -> Outcome<()> {
        let (Some(kind), Some(cause)) = (decision.kind.ground(), self.case.cause.bars()) else { return Ok(()) };
        let breach = Breach {
            case: self.case.id,
            kind,
            cause,
            clauses: self.case.clauses.clone(),
            department: decision.department.clone(),
            document: decision.document.clone(),
        };
        credit::record(tx, &mut self.dossier, &self.certificate, &breach)?;
        Ok(())
    }
}
