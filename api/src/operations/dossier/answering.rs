//! What a dossier's departments answer for (S20, S24): a duty that runs out, or is done after it had, becomes an event
//! whichever operation or sweep brought it about, and each knows the day on which it next goes up the chain.

use kaiye_domain::{
    escalation::{next_reminder, next_step},
    event::Fact,
    obligation::DutyFact,
    policy::Policy,
    time::{Calendar, local_date},
};
use kaiye_persistence::map::TrackedDeadline;
use serde_json::{Value, json};

use super::Dossier;
use crate::operations::{Outcome, Tx};

/// Notes what is new in the deadlines that departments owe.
pub(super) fn watch(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    let (jurisdiction, calendar) = (tx.jurisdiction()?, tx.calendar()?);
    let Dossier { deadlines, loaded, facts, .. } = dossier;
    let before = loaded.as_ref().map_or(&[][..], |loaded| &loaded.deadlines);
    for tracked in deadlines.iter_mut() {
        let was = before.iter().find(|it| it.id == tracked.id);
        if was == Some(tracked) {
            continue;
        }
        let Some(department) = tracked.owed_by.clone() else {
            remind(tracked, was, &jurisdiction.policy, &calendar);
            continue;
        };
        let next = next_step(&tracked.deadline, tracked.escalated, &jurisdiction.policy, &calendar);
        tracked.escalate_on = next.map(|(_, day)| day);
        for fact in DutyFact::of(was.map(|it| &it.deadline), &tracked.deadline) {
            facts.push(Fact::new(fact.kind(), told(tracked, &department, fact)));
        }
    }
    Ok(())
}

/// What the applicant owes is no department's to answer for; the applicant is reminded of each last day once.
fn remind(tracked: &mut TrackedDeadline, was: Option<&TrackedDeadline>, policy: &Policy, calendar: &Calendar) {
    if was.is_some_and(|was| was.deadline.due() != tracked.deadline.due()) {
        tracked.escalated = None;
    }
    let reminded = tracked.escalated.is_some();
    tracked.escalate_on = next_reminder(tracked.obligation, &tracked.deadline, reminded, policy, calendar);
}

fn told(tracked: &TrackedDeadline, department: &str, fact: DutyFact) -> Value {
    let mut data = json!({
        "duty": tracked.id, "rule": tracked.obligation, "department": department, "subject_kind": tracked.subject.0,
        "subject": tracked.subject.1, "due_on": tracked.deadline.due(),
    });
    match fact {
        DutyFact::Overdue | DutyFact::Restored => {}
        DutyFact::DoneLate { at } | DutyFact::DoneInTime { at } => data["done_on"] = json!(local_date(at)),
        DutyFact::FellAway { at } => data["fell_away_on"] = json!(local_date(at)),
    }
    data
}
