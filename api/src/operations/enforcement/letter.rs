//! 函告 and its receipt (S18).

use chrono::{DateTime, Utc};
use kaiye_domain::{
    document::DocumentKind,
    obligation::{Begins, Duty, Obligation},
};
use kaiye_persistence::map::TrackedDeadline;
use serde_json::json;

use super::keep::{Kept, Opened, subject};
use crate::operations::{Outcome, Tx, dossier::End};

/// Tells the grantor.
pub fn send_letter(tx: &mut Tx<'_>, mut opened: Opened, text: &str) -> Outcome<Kept> {
    let (department, grantor) = (opened.case.department.clone(), opened.case.grantor.clone());
    let content = json!({ "to": grantor, "text": text });
    let document = opened.issue(tx, &department, DocumentKind::Letter, content)?.number;
    opened.case = opened.case.clone().send_letter(text.to_owned(), document.clone(), (tx.actor, tx.now))?;
    let period = tx.jurisdiction()?.policy.letter_receipt.value;
    let rule = Obligation::AcknowledgeLetter;
    opened.dossier.owe(tx, Duty::of_department(grantor, rule, subject(&opened.case), period, Begins::Now))?;
    opened.tell("enforcement.letter_sent", &document);
    opened.save(tx)
}

/// The grantor says that it has the letter.
pub fn acknowledge_letter(tx: &mut Tx<'_>, mut opened: Opened) -> Outcome<Kept> {
    let grantor = opened.case.grantor.clone();
    let answered = opened.case.letter.as_ref().map(|letter| letter.document.clone());
    let content = json!({ "to": opened.case.department, "letter": answered });
    let document = opened.issue(tx, &grantor, DocumentKind::LetterReceipt, content)?.number;
    opened.case = opened.case.clone().acknowledge_letter(document.clone(), (tx.actor, tx.now))?;
    opened.meet(tx, Obligation::AcknowledgeLetter, None)?;
    opened.tell("enforcement.letter_acknowledged", &document);
    opened.save(tx)
}

impl Opened {
    /// The case's clock of a rule is met, late or in time: of several, as of several objections, the one that began then.
    pub(super) fn meet(&mut self, tx: &Tx<'_>, rule: Obligation, began: Option<DateTime<Utc>>) -> Outcome<()> {
        let own = subject(&self.case);
        let owed = |it: &TrackedDeadline| {
            let meant = began.is_none() || it.deadline.status().clock().map(|clock| clock.started_at) == began;
            it.obligation == rule && it.subject == own && meant
        };
        self.dossier.end_deadlines(tx, owed, End::Met)
    }
}
