//! What departments owe goes up the chain of responsibility when it is near its end or overdue (S24); of what applicants
//! owe they are reminded.

use kaiye_domain::{
    catalogue::Jurisdiction,
    escalation::{Escalation, EscalationStep},
    event::Fact,
    id::{ApplicationId, EscalationId},
    message::REMINDER,
    supervision_notice::SupervisionNotice,
};
use kaiye_persistence::{
    map::{escalation_from, escalation_row},
    repo::escalation,
};
use serde_json::json;

use super::{
    Failure, Outcome, Tx,
    calendar::recompute,
    dossier::Dossier,
    duty::{Case, OwedDuty, keep_raised},
    supervision,
};

/// An escalation as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The escalation.
    pub escalation: Escalation,
    /// Where the case lies.
    pub division: Option<String>,
    /// Its version.
    pub version: i32,
}

impl Kept {
    /// From its row.
    pub fn of(row: kaiye_persistence::row::EscalationRow) -> Outcome<Self> {
        let (division, version) = (row.division.clone(), row.version);
        Ok(Self { escalation: escalation_from(row)?, division, version })
    }
}

/// Raises every step of an application's duties whose day has come, and reminds the applicant. Under the application's lock, and each step of a
/// deadline once: two processes at the same case raise it once.
pub fn raise(tx: &mut Tx<'_>, application: ApplicationId) -> Outcome<()> {
    let mut dossier = Dossier::open(tx, application)?;
    let reckoned = recompute(tx, &mut dossier)?;
    let (jurisdiction, calendar, today) = (tx.jurisdiction()?, tx.calendar()?, tx.today());
    let (mut raised, mut reminders) = (Vec::new(), Vec::new());
    for tracked in &mut dossier.deadlines {
        let Some(due_on) = tracked.deadline.due() else { continue };
        let Some(duty) = OwedDuty::of(tracked) else {
            if tracked.escalate_on.is_some_and(|day| day <= today) && today <= due_on {
                tracked.escalated = Some(EscalationStep::NearDue);
                reminders.push(json!({
                    "duty": tracked.id, "rule": tracked.obligation, "subject_kind": tracked.subject.0,
                    "subject": tracked.subject.1, "due_on": due_on,
                }));
            }
            continue;
        };
        let case = Case::Application(&dossier.application);
        let steps = duty.go_up(tx, case, tracked.escalated, (&jurisdiction.policy, &calendar));
        tracked.escalated = steps.last().map(|it| it.step).or(tracked.escalated);
        raised.extend(steps);
    }
    if raised.is_empty() && reminders.is_empty() && !reckoned {
        return Ok(());
    }
    for fact in keep_raised(tx, Case::Application(&dossier.application), &raised)? {
        dossier.note(fact);
    }
    for reminder in reminders {
        dossier.fact(REMINDER, reminder);
    }
    dossier.save(tx)?;
    Ok(())
}

/// An escalation within the caller's reach, with what it is about locked: whoever may take note of it changes that, though
/// it is not its own.
#[derive(Debug)]
pub struct Opened {
    kept: Kept,
    of: Of,
}

/// What an escalation is about.
#[derive(Debug)]
enum Of {
    Application(Box<Dossier>),
    Notice(Box<SupervisionNotice>),
}

/// Opens an escalation.
pub fn open(tx: &mut Tx<'_>, id: EscalationId) -> Outcome<Opened> {
    let found = find(tx, id)?.escalation;
    let of = match (found.notice, found.application) {
        (Some(notice), _) => Of::Notice(Box::new(supervision::lock_found(tx, notice)?.notice)),
        (None, Some(application)) => Of::Application(Box::new(Dossier::open_found(tx, application)?)),
        (None, None) => return Err(Failure::not_found()),
    };
    Ok(Opened { kept: find(tx, id)?, of })
}

fn find(tx: &mut Tx<'_>, id: EscalationId) -> Outcome<Kept> {
    let jurisdiction = tx.jurisdiction()?;
    let (reach, body) = (tx.actor.oversight(), zone_body(&jurisdiction));
    Kept::of(escalation::find(tx.conn, &reach, body, id)?)
}

/// The body in which the posts above the departments sit.
pub fn zone_body(jurisdiction: &Jurisdiction) -> &str {
    &jurisdiction.responsibility.body
}

/// The post takes note.
pub fn acknowledge(tx: &mut Tx<'_>, Opened { kept, of }: Opened) -> Outcome<Kept> {
    let jurisdiction = tx.jurisdiction()?;
    let escalation = kept.escalation.acknowledge(tx.actor, zone_body(&jurisdiction), tx.now)?;
    let version = kept.version + 1;
    escalation::update(tx.conn, &escalation_row(&escalation, kept.division.as_deref(), version)?, kept.version)?;
    let data = json!({
        "escalation": escalation.id, "duty": escalation.deadline, "department": escalation.department,
        "step": escalation.step,
    });
    let fact = Fact::new("escalation.acknowledged", data);
    match of {
        Of::Application(mut dossier) => {
            dossier.note(fact);
            dossier.save(tx)?;
        }
        Of::Notice(notice) => {
            let case = Case::Notice(&notice);
            tx.append(case.subject(), case.division(), vec![fact])?;
        }
    }
    Ok(Kept { escalation, version, ..kept })
}
