//! 责令停止 and its end (S17): the public check shows it from the instant the transaction stands.

use kaiye_domain::{certificate::Stop, document::DocumentKind};
use serde_json::json;

use super::keep::{Kept, Opened};
use crate::operations::{Outcome, Tx};

/// Orders the holder to stop, on a law.
pub fn order_stop(tx: &mut Tx<'_>, mut opened: Opened, reason: &str, law: &str) -> Outcome<Kept> {
    let department = opened.case.department.clone();
    let made = opened.made(tx, &department, DocumentKind::StopOrder, (reason, json!({ "law": law })))?;
    let document = made.document.clone();
    let case = opened.case.clone().order_stop(made, tx.actor)?;
    let stop = Stop { case: case.id, at: tx.now, document: document.clone() };
    let certificate = opened.certificate.clone().order_stop(stop)?;
    let mut opened = opened.with(case, certificate);
    opened.tell("certificate.stopped", &document);
    opened.save(tx)
}

/// Lifts the order.
pub fn lift_stop(tx: &mut Tx<'_>, mut opened: Opened, reason: &str) -> Outcome<Kept> {
    let department = opened.case.department.clone();
    let content = json!({ "reason": reason });
    let document = opened.issue(tx, &department, DocumentKind::StopLifted, content)?.number;
    let case = opened.case.clone().lift_stop(reason.to_owned(), document.clone(), (tx.actor, tx.now))?;
    let certificate = opened.certificate.clone().lift_stop()?;
    let mut opened = opened.with(case, certificate);
    opened.tell("certificate.stop_lifted", &document);
    opened.save(tx)
}
