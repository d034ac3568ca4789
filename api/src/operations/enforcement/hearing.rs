//! The hearing (行政处罚法 §63–65): offered, asked for or let pass, held.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::Reach,
    document::DocumentKind,
    enforcement::{HearingRecord, HearingStatus},
    id::EnforcementCaseId,
    obligation::{Begins, Duty, Obligation},
};
use kaiye_persistence::{
    map::{TrackedDeadline, case_row},
    repo::enforcement,
};
use serde_json::json;

use super::keep::{Kept, Opened, event_of, subject};
use crate::operations::{
    Outcome, Tx,
    dossier::{Dossier, End},
};

/// Offers the hearing, with the facts, what is intended and why, and the law (行政处罚法 §44): from now the holder has its
/// time to ask (policy `hearing_request`).
pub fn offer_hearing(tx: &mut Tx<'_>, mut opened: Opened, intended: &str, law: &str) -> Outcome<Kept> {
    let department = opened.case.department.clone();
    let content = json!({ "facts": opened.case.facts, "intended": intended, "law": law });
    let document = opened.issue(tx, &department, DocumentKind::HearingNotice, content)?.number;
    let what = (intended.to_owned(), law.to_owned());
    let case = opened.case.clone().offer_hearing(what, document.clone(), (tx.actor, tx.now))?;
    let period = tx.jurisdiction()?.policy.hearing_request.value;
    let duty = Duty::of_applicant(Obligation::RequestHearing, subject(&case), period, Begins::Now);
    opened.dossier.owe(tx, duty)?;
    opened.case = case;
    opened.tell("enforcement.hearing_offered", &document);
    opened.save(tx)
}

/// The holder asks for it.
pub fn request_hearing(tx: &mut Tx<'_>, mut opened: Opened) -> Outcome<Kept> {
    opened.let_hearing_pass(tx)?;
    opened.case = opened.case.clone().request_hearing((tx.actor, tx.now))?;
    let own = subject(&opened.case);
    let asked = |it: &TrackedDeadline| it.obligation == Obligation::RequestHearing && it.subject == own;
    opened.dossier.end_deadlines(tx, asked, End::Met)?;
    opened.note("enforcement.hearing_requested");
    opened.save(tx)
}

/// What was held.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The day on which the holder was told of its day and place.
    pub notified_on: NaiveDate,
    /// The day.
    pub held_on: NaiveDate,
    /// What the holder said and what follows.
    pub report: String,
}

/// Records that it was held.
pub fn record_hearing(tx: &mut Tx<'_>, mut opened: Opened, heard: &Heard) -> Outcome<Kept> {
    let department = opened.case.department.clone();
    let Heard { notified_on, held_on, report } = heard.clone();
    let content = json!({ "notified_on": notified_on, "held_on": held_on, "report": report });
    let document = opened.issue(tx, &department, DocumentKind::HearingReport, content)?.number;
    let record =
        HearingRecord { notified_on, held_on, report, document: document.clone(), by: tx.actor.id, at: tx.now };
    opened.case = opened.case.clone().record_hearing(record, tx.actor)?;
    opened.tell("enforcement.hearing_held", &document);
    opened.save(tx)
}

/// Its time passed and nobody asked: told once. What it notes is saved with the dossier.
pub fn waive(tx: &mut Tx<'_>, dossier: &mut Dossier, id: EnforcementCaseId) -> Outcome<()> {
    let kept = Kept::from_row(enforcement::find(tx.conn, &Reach::All, id)?)?;
    let case = kept.case.waive_hearing(tx.now);
    enforcement::update(tx.conn, &case_row(&case, kept.version + 1)?, kept.version)?;
    dossier.fact("enforcement.hearing_waived", event_of(&case));
    Ok(())
}

impl Opened {
    /// Where the time to ask has passed, that is so, whether or not the sweep has been by.
    pub(super) fn let_hearing_pass(&mut self, tx: &mut Tx<'_>) -> Outcome<()> {
        let offered = self.case.hearing.as_ref().is_some_and(|it| it.status() == HearingStatus::Offered);
        let (own, now) = (subject(&self.case), tx.now);
        let passed = |it: &TrackedDeadline| {
            let rule = Obligation::RequestHearing;
            it.obligation == rule && it.subject == own && rule.has_run_out(&it.deadline, now)
        };
        if !offered || !self.dossier.deadlines.iter().any(passed) {
            return Ok(());
        }
        self.dossier.step_deadlines(passed, |deadline| deadline.miss(now))?;
        self.case = self.case.clone().waive_hearing(now);
        self.note("enforcement.hearing_waived");
        Ok(())
    }
}
