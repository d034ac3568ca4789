//! Who answers for what (S20), drawn from the events of an application or a supervision notice as they are appended, in
//! their transaction; and what of it stands no more.

use kaiye_domain::{
    event::{Event, SubjectKind},
    id::EventId,
    liability::{Consequence, Ground, LiabilityFinding, is_about},
};
use kaiye_persistence::{
    map::{liability_from, liability_row},
    repo::{
        event::{self, Positioned},
        liability,
    },
    row::LiabilityFindingRow,
};

use super::{Outcome, Tx, duty::Case};

/// Events of a chain that are looked through for what proves a finding: more than a case has.
const MOST: i64 = 1000;

/// Findings that one certificate brings: more than it has.
const OF_ONE: i64 = 100;

/// Draws what follows from new events: a finding where somebody answers for something from here on; a late step that
/// ended says when; and a finding whose ground falls stands no more.
pub fn draw(tx: &mut Tx<'_>, case: Case<'_>, events: &[Event]) -> Outcome<()> {
    let mut chain = None;
    for event in events {
        match Consequence::of(event) {
            None => {}
            Some(Consequence::Found { department, cause, late, certificate, record, about }) => {
                let facts = proof(tx, case, &mut chain, &about)?;
                let id = tx.id();
                let found_at = event.at;
                let finding = LiabilityFinding {
                    id,
                    application: case.application(),
                    notice: case.notice(),
                    department,
                    cause,
                    late,
                    certificate,
                    record,
                    facts,
                    found_at,
                    fallen: None,
                };
                liability::insert(tx.conn, &liability_row(&finding, case.division(), 1)?)?;
            }
            Some(Consequence::GoesOn { deadline, ending }) => {
                change(tx, Ground::Deadline(deadline), |finding| finding.go_on(ending, event.id))?;
            }
            Some(Consequence::Falls(ground)) => change(tx, ground, |finding| finding.fall(event.at, event.id))?,
        }
    }
    Ok(())
}

/// The events so far that are about something; of a supervision notice also all that was asked and answered. The chain is read
/// when the first finding asks for it.
fn proof(tx: &mut Tx<'_>, case: Case<'_>, chain: &mut Option<Vec<Positioned>>, about: &str) -> Outcome<Vec<EventId>> {
    let known = match chain.take() {
        Some(known) => known,
        None => event::of_subject(tx.conn, case.subject(), 0, MOST)?,
    };
    let events = chain.insert(known).iter().map(|it| &it.event);
    Ok(events.filter(|it| is_about(it, about) || is_of_notice(it)).map(|it| it.id).collect())
}

/// What was asked and answered, in a supervision notice's own chain.
fn is_of_notice(event: &Event) -> bool {
    event.subject_kind == SubjectKind::SupervisionNotice && event.kind.starts_with("supervision_notice.")
}

/// Changes the finding that rests on a ground, if there is one.
fn change(tx: &mut Tx<'_>, ground: Ground, step: impl FnOnce(LiabilityFinding) -> LiabilityFinding) -> Outcome<()> {
    let Some((finding, row)) = resting_on(tx, ground)? else { return Ok(()) };
    let changed = liability_row(&step(finding), row.division.as_deref(), row.version + 1)?;
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
