//! Recording what came on paper, and drafting the application that it asks for.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    application::{Application, Channel, Intake},
    event::{Fact, SubjectKind},
    id::{ApplicationId, IntakeId},
    intake::{IntakeFile, IntakeRecord, IntakeState, typed_by},
    refusal::{Fault, Refusal},
    served_notice::document_number,
};
use kaiye_persistence::{
    StoreErrorKind,
    map::{MessageKeys, intake_from, intake_row},
    repo::{intake, lock},
    row::IntakeRow,
};
use serde_json::json;

use crate::operations::{Outcome, Tx};

/// What is recorded of a paper.
#[derive(Debug, Clone)]
pub struct Recording {
    /// By which channel it came.
    pub channel: Channel,
    /// The sender's own reference.
    pub sender_reference: Option<String>,
    /// When it came, if that was before now.
    pub received_at: Option<DateTime<Utc>>,
    /// Its scan.
    pub scan: IntakeFile,
}

/// Records it.
pub fn record(tx: &mut Tx<'_>, recording: &Recording) -> Outcome<IntakeRecord> {
    let Recording { channel, sender_reference, received_at, scan } = recording.clone();
    let facts = Intake::record(channel, sender_reference, received_at, tx.now, tx.actor)?;
    let id: IntakeId = tx.id();
    let due_on = due_on(tx, facts.received_at)?;
    let record = IntakeRecord::of_paper(id, document_number("LJ", tx.now, id.0), facts, scan, due_on)?;
    intake::insert(tx.conn, &intake_row(&record, None, 1)?)?;
    tx.append((SubjectKind::Intake, id), None, facts_of(&record))?;
    Ok(record)
}

/// What the log is told of what came in: that it came, and what became of it at once.
pub(super) fn facts_of(record: &IntakeRecord) -> Vec<Fact> {
    let recorded = json!({
        "number": record.number, "channel": record.facts.channel, "received_at": record.facts.received_at,
        "digest": record.file.digest,
    });
    let mut facts = vec![Fact::new("intake.recorded", recorded)];
    match &record.state {
        IntakeState::Recorded => {}
        IntakeState::Filed { application, .. } => {
            facts.push(Fact::new("intake.filed", json!({ "application": application })));
        }
        IntakeState::Declined { reason, .. } => {
            facts.push(Fact::new("intake.declined", json!({ "reason": reason })));
        }
    }
    facts
}

/// By when what was received then is typed (policy; S22).
pub(super) fn due_on(tx: &mut Tx<'_>, received_at: DateTime<Utc>) -> Outcome<NaiveDate> {
    let period = tx.jurisdiction()?.policy.intake_typing.value;
    Ok(typed_by(received_at, period, tx.calendar()?.as_ref()))
}

/// Looks at the clock of what waits to be typed, by the calendar as it is now: late is noted once, in the log (S20).
pub fn watch(tx: &mut Tx<'_>, id: IntakeId) -> Outcome<()> {
    let (record, row) = follow(tx, id)?;
    let due_on = due_on(tx, record.facts.received_at)?;
    let watched = record.clone().watch(due_on, tx.now);
    if watched == record {
        return Ok(());
    }
    intake::update(tx.conn, &intake_row(&watched, MessageKeys::of(&row), row.version + 1)?, row.version)?;
    if watched.is_overdue() {
        let department = tx.jurisdiction()?.registrar.department.clone();
        let fact = Fact::new("intake.overdue", json!({ "due_on": due_on, "department": department }));
        tx.append((SubjectKind::Intake, id), None, vec![fact])?;
    }
    Ok(())
}

/// The paper that an application is drafted from, held until the transaction ends.
pub fn follow(tx: &mut Tx<'_>, id: IntakeId) -> Outcome<(IntakeRecord, IntakeRow)> {
    lock::hold(tx.conn, &format!("intake {id}"))?;
    match intake::find(tx.conn, None, id) {
        Err(error) if *error.kind() == StoreErrorKind::NotFound => {
            let fault = Fault { pointer: "/intake_id".to_owned(), code: "intake_unknown" };
            Err(Refusal::fields("content_invalid", vec![fault]).into())
        }
        found => {
            let row = found?;
            Ok((intake_from(row.clone())?, row))
        }
    }
}

/// The paper belongs to this application from here on, which is stored already.
pub fn settle(tx: &mut Tx<'_>, kept: (IntakeRecord, IntakeRow), application: &Application) -> Outcome<()> {
    let (record, row) = kept;
    let id: ApplicationId = application.id;
    let filed = record.file(id, tx.now)?;
    intake::update(tx.conn, &intake_row(&filed, MessageKeys::of(&row), row.version + 1)?, row.version)?;
    let fact = Fact::new("intake.filed", json!({ "application": id }));
    tx.append((SubjectKind::Intake, filed.id), Some(application.division()), vec![fact])?;
    Ok(())
}
