//! Who answers for what (S20), drawn from the events of an application as they are appended, in their transaction; and
//! what of it stands no more.

use kaiye_domain::{
    event::{Event, SubjectKind},
    id::{ApplicationId, EventId},
    liability::{Consequence, Ground, LiabilityFinding, is_about},
};
use kaiye_persistence::{
    map::{liability_from, liability_row},
    repo::{event, liability},
    row::LiabilityFindingRow,
};

use super::{Outcome, Tx};

/// Events of a chain that are looked through for what proves a finding: more than a case has.
const MOST: i64 = 1000;

/// Findings that one certificate brings: more than it has.
const OF_ONE: i64 = 100;

/// Draws what follows from new events: a finding where somebody answers for something from here on; a late step that
/// ended says when; and a finding whose ground falls stands no more.
pub fn draw(tx: &mut Tx<'_>, application: ApplicationId, division: &str, events: &[Event]) -> Outcome<()> {
    for event in events {
        match Consequence::of(event) {
            None => {}
            Some(Consequence::Found { department, cause, late, certificate, record, about }) => {
                let facts = proof(tx, application, &about)?;
                let id = tx.id();
                let found_at = event.at;
                let finding = LiabilityFinding {
                    id,
                    application,
                    department,
                    cause,
                    late,
                    certificate,
                    record,
                    facts,
                    found_at,
                    fallen: None,
                };
                liability::insert(tx.conn, &liability_row(&finding, division, 1)?)?;
            }
            Some(Consequence::GoesOn { deadline, ending }) => {
                change(tx, Ground::Deadline(deadline), |finding| finding.go_on(ending, event.id))?;
            }
            Some(Consequence::Falls(ground)) => change(tx, ground, |finding| finding.fall(event.at, event.id))?,
        }
    }
    Ok(())
}

/// The events so far that are about something.
fn proof(tx: &mut Tx<'_>, application: ApplicationId, about: &str) -> Outcome<Vec<EventId>> {
    let chain = event::of_subject(tx.conn, (SubjectKind::Application, application.0), 0, MOST)?;
    Ok(chain.into_iter().map(|it| it.event).filter(|it| is_about(it, about)).map(|it| it.id).collect())
}

/// Changes the finding that rests on a ground, if there is one.
fn change(tx: &mut Tx<'_>, ground: Ground, step: impl FnOnce(LiabilityFinding) -> LiabilityFinding) -> Outcome<()> {
    let Some((finding, row)) = resting_on(tx, ground)? else { return Ok(()) };
    let changed = liability_row(&step(finding), &row.division, row.version + 1)?;
    Ok(liability::update(tx.conn, &changed, row.version)?)
}

fn resting_on(tx: &mut Tx<'_>, ground: Ground) -> Outcome<Option<(LiabilityFinding, LiabilityFindingRow)>> {
    let (rows, record) = match ground {
        Ground::Deadline(deadline) => (liability::of_deadline(tx.conn, deadline)?.into_iter().collect(), None),
        Ground::Record(record, about) => (liability::of_certificate(tx.conn, about, OF_ONE)?, Some(record)),
    };
    for row in rows {
        let finding = liability_from(row.clone())?;
        if finding.record == record {
            return Ok(Some((finding, row)));
        }
    }
    Ok(None)
}
