//! What a dossier's departments answer for (S20, S24): a duty that runs out, or is done after it had, becomes an event
//! whichever operation or sweep brought it about, and each knows the day on which it next goes up the chain.

use kaiye_domain::{
    escalation::{next_reminder, next_step},
    obligation::DutyFact,
    policy::Policy,
    time::Calendar,
};
use kaiye_persistence::map::TrackedDeadline;

use super::Dossier;
use crate::operations::{Outcome, Tx, duty::OwedDuty};

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
        let Some(duty) = OwedDuty::of(tracked) else {
            remind(tracked, was, &jurisdiction.policy, &calendar);
            continue;
        };
        let news = DutyFact::of(was.map(|it| &it.deadline), &tracked.deadline);
        facts.extend(news.into_iter().map(|fact| duty.fact(fact)));
        let next = next_step(&tracked.deadline, tracked.escalated, &jurisdiction.policy, &calendar);
        tracked.escalate_on = next.map(|(_, day)| day);
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
