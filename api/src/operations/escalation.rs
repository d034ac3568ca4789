//! What departments owe goes up the chain of responsibility when it is near its end or overdue (S24); of what applicants
//! owe they are reminded.

use kaiye_domain::{
    catalogue::Jurisdiction,
    escalation::{Escalation, EscalationState, EscalationStep, steps_reached},
    id::{ApplicationId, EscalationId},
    message::REMINDER,
};
use kaiye_persistence::{
    map::{escalation_from, escalation_row},
    repo::escalation,
};
use serde_json::json;

use super::{Outcome, Tx, calendar::recompute, dossier::Dossier};

/// An escalation as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The escalation.
    pub escalation: Escalation,
    /// Where the case lies.
    pub division: String,
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
        let Some(department) = tracked.owed_by.clone() else {
            if tracked.escalate_on.is_some_and(|day| day <= today) && today <= due_on {
                tracked.escalated = Some(EscalationStep::NearDue);
                reminders.push(json!({
                    "duty": tracked.id, "rule": tracked.obligation, "subject_kind": tracked.subject.0,
                    "subject": tracked.subject.1, "due_on": due_on,
                }));
            }
            continue;
        };
        let steps = steps_reached(&tracked.deadline, tracked.escalated, &jurisdiction.policy, &calendar, today);
        for step in steps {
            tracked.escalated = Some(step);
            raised.push(Escalation {
                id: tx.id(),
                deadline: tracked.id,
                application,
                department: department.clone(),
                rule: tracked.obligation,
                step,
                due_on,
                raised_at: tx.now,
                state: EscalationState::Raised,
            });
        }
    }
    if raised.is_empty() && reminders.is_empty() && !reckoned {
        return Ok(());
    }
    let division = dossier.application.division().to_owned();
    let rows = raised.iter().map(|it| escalation_row(it, &division, 1)).collect::<Result<Vec<_>, _>>()?;
    escalation::insert(tx.conn, &rows)?;
    for it in &raised {
        let data = json!({
            "escalation": it.id, "duty": it.deadline, "department": it.department, "rule": it.rule, "step": it.step,
            "due_on": it.due_on,
        });
        dossier.fact("escalation.raised", data);
    }
    for reminder in reminders {
        dossier.fact(REMINDER, reminder);
    }
    dossier.save(tx)?;
    Ok(())
}

/// An escalation within the caller's reach, with its case locked.
pub fn open(tx: &mut Tx<'_>, id: EscalationId) -> Outcome<(Dossier, Kept)> {
    let found = find(tx, id)?;
    let dossier = Dossier::open_found(tx, found.escalation.application)?;
    Ok((dossier, find(tx, id)?))
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
pub fn acknowledge(tx: &mut Tx<'_>, mut dossier: Dossier, kept: Kept) -> Outcome<Kept> {
    let jurisdiction = tx.jurisdiction()?;
    let escalation = kept.escalation.acknowledge(tx.actor, zone_body(&jurisdiction), tx.now)?;
    let version = kept.version + 1;
    escalation::update(tx.conn, &escalation_row(&escalation, &kept.division, version)?, kept.version)?;
    let data = json!({ "escalation": escalation.id, "duty": escalation.deadline, "step": escalation.step });
    dossier.fact("escalation.acknowledged", data);
    dossier.save(tx)?;
    Ok(Kept { escalation, version, ..kept })
}
