//! Closing a case without touching the certificate. An order to stop that settles it enters the credit record (S19).

use kaiye_domain::{document::DocumentKind, enforcement::CaseOutcome};
use serde_json::json;

use super::keep::{Kept, Opened, subject};
use crate::operations::{Outcome, Tx, dossier::End};

/// Closes it.
pub fn close(tx: &mut Tx<'_>, mut opened: Opened, outcome: CaseOutcome, reason: &str) -> Outcome<Kept> {
    let leader = opened.case.leader().to_owned();
    let content = json!({ "outcome": outcome, "reason": reason });
    let document = opened.issue(tx, &leader, DocumentKind::CaseClosing, content)?.number;
    let case = opened.case.clone().close(outcome, document.clone(), (tx.actor, tx.now))?;
    let certificate = opened.certificate.clone().close_case(case.id);
    let mut opened = opened.with(case, certificate);
    // What the holder could still ask for, or the grantor acknowledge, falls away with the case.
    let own = subject(&opened.case);
    opened.dossier.end_deadlines(tx, |it| it.subject == own, End::Cancelled)?;
    opened.tell("enforcement.case_closed", &document);
    if outcome == CaseOutcome::StopKept
        && let Some(stop) = opened.case.stop().map(|stop| stop.decision)
    {
        let decision = opened.case.decision(stop)?.clone();
        opened.record(tx, &decision)?;
    }
    opened.save(tx)
}
