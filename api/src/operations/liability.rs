//! Who answers for what (S20), drawn from the events of an application as they are appended, in their transaction.

use kaiye_domain::{
    event::{Event, SubjectKind},
    id::{ApplicationId, DeadlineId, EventId},
    liability::{Consequence, LiabilityFinding, is_about},
};
use kaiye_persistence::{
    map::{liability_from, liability_row},
    repo::{event, liability},
};

use super::{Outcome, Tx};

/// Events of a chain that are looked through for what proves a finding: more than a case has.
const MOST: i64 = 1000;

/// Draws what follows from new events: a finding where somebody answers for something from here on; and a late step that
/// was done after all says when.
pub fn draw(tx: &mut Tx<'_>, application: ApplicationId, division: &str, events: &[Event]) -> Outcome<()> {
    for event in events {
        match Consequence::of(event) {
            None => {}
            Some(Consequence::Found { department, cause, late, certificate, about }) => {
                let facts = proof(tx, application, &about)?;
                let id = tx.id();
                let found_at = event.at;
                let finding =
                    LiabilityFinding { id, application, department, cause, late, certificate, facts, found_at };
                liability::insert(tx.conn, &liability_row(&finding, division, 1)?)?;
            }
            Some(Consequence::Done { deadline, done_on }) => done(tx, deadline, event, done_on)?,
        }
    }
    Ok(())
}

/// The events so far that are about something.
fn proof(tx: &mut Tx<'_>, application: ApplicationId, about: &str) -> Outcome<Vec<EventId>> {
    let chain = event::of_subject(tx.conn, (SubjectKind::Application, application.0), 0, MOST)?;
    Ok(chain.into_iter().map(|it| it.event).filter(|it| is_about(it, about)).map(|it| it.id).collect())
}

fn done(tx: &mut Tx<'_>, deadline: DeadlineId, event: &Event, done_on: chrono::NaiveDate) -> Outcome<()> {
    let Some(row) = liability::of_deadline(tx.conn, deadline)? else { return Ok(()) };
    let (version, division) = (row.version, row.division.clone());
    let mut finding = liability_from(row)?;
    finding.facts.push(event.id);
    if let Some(late) = &mut finding.late {
        late.done_on = Some(done_on);
    }
    liability::update(tx.conn, &liability_row(&finding, &division, version + 1)?, version)?;
    Ok(())
}
