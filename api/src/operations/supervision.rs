//! Supervision notices (督办通知, S26): issued by inspection, answered by the department, closed by inspection. Each has its
//! own chain of events.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use kaiye_domain::{
    event::{Fact, SubjectKind},
    id::SupervisionNoticeId,
    refusal::Faults,
    supervision_notice::{About, AboutKind, CloseOutcome, NoticeState, Round, SupervisionNotice, Verdict},
    time::Period,
};
use kaiye_persistence::{
    map::{supervision_notice_from, supervision_notice_row},
    repo::{application, certificate, enforcement, official_document, supervision_notice, verification},
    row::SupervisionNoticeRow,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Failure, Outcome, Tx, with};

/// How many working days a department may be given for an answer.
pub const ANSWER_WITHIN: RangeInclusive<u16> = 1..=60;

/// The zone's one series of notices.
const SERIES: (&str, &str) = ("zone", "supervision_notice");

/// A notice that inspection wants to issue.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The department that is to answer.
    pub department: String,
    /// The case that it is about.
    pub about: Option<(AboutKind, Uuid)>,
    /// The matter, in a line.
    pub matter: String,
    /// What is asked for.
    pub demand: String,
    /// In how many working days; as policy says when absent.
    pub within: Option<u16>,
}

/// A notice as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The notice.
    pub notice: SupervisionNotice,
    /// Its version.
    pub version: i32,
}

impl Kept {
    /// From its row.
    pub fn of(row: SupervisionNoticeRow) -> Outcome<Self> {
        let version = row.version;
        Ok(Self { notice: supervision_notice_from(row)?, version })
    }
}

/// A notice within the caller's reach.
pub fn find(tx: &mut Tx<'_>, id: SupervisionNoticeId) -> Outcome<Kept> {
    let of = tx.actor.feed();
    Kept::of(supervision_notice::find(tx.conn, &of, id)?)
}

/// The same, locked.
pub fn lock(tx: &mut Tx<'_>, id: SupervisionNoticeId) -> Outcome<Kept> {
    let of = tx.actor.feed();
    Kept::of(supervision_notice::lock(tx.conn, &of, id)?)
}

/// Issues a notice, numbered without a gap. Inspection is rare: that its notices wait for one another is in nobody's way.
pub fn issue(tx: &mut Tx<'_>, wanted: &Wanted) -> Outcome<Kept> {
    let mut faults = Faults::default();
    if tx.jurisdiction()?.department(&wanted.department).is_none() {
        faults.add("/department", "department_unknown");
    }
    let about = match wanted.about {
        None => None,
        Some((kind, id)) => {
            let found = case(tx, kind, id)?;
            if found.is_none() {
                faults.add("/about/id", "case_unknown");
            }
            found
        }
    };
    faults.into_result("content_invalid")?;
    let due_on = due(tx, wanted.within)?;
    let year = SupervisionNotice::year(tx.now);
    let serial = official_document::next_of(tx.conn, SERIES.0, SERIES.1, year)?;
    let notice = SupervisionNotice {
        id: tx.id(),
        number: SupervisionNotice::number(year, serial),
        department: wanted.department.clone(),
        about,
        matter: wanted.matter.clone(),
        demand: wanted.demand.clone(),
        issued_at: tx.now,
        issued_by: tx.actor.id,
        rounds: vec![Round::until(due_on)],
        state: NoticeState::Open,
    };
    supervision_notice::insert(tx.conn, &supervision_notice_row(&notice, 1)?)?;
    let about = notice.about.as_ref().map_or_else(
        || json!({}),
        |about| json!({ "about_kind": about.kind, "about": about.id, "application": about.application }),
    );
    let data = with(about, json!({ "number": notice.number, "due_on": due_on }));
    tell(tx, &notice, "supervision_notice.issued", data)?;
    Ok(Kept { notice, version: 1 })
}

/// The department answers.
pub fn answer(tx: &mut Tx<'_>, kept: Kept, text: String) -> Outcome<Kept> {
    kept.notice.require_department(tx.actor)?;
    let notice = kept.notice.answer(text, tx.actor.id, tx.now)?;
    let late = notice.rounds.last().is_some_and(|round| round.is_late(tx.today()));
    let data = json!({ "round": notice.rounds.len(), "late": late });
    keep(tx, notice, kept.version, "supervision_notice.answered", data)
}

/// Inspection has its word.
pub fn close(tx: &mut Tx<'_>, kept: Kept, outcome: CloseOutcome, remark: String, within: Option<u16>) -> Outcome<Kept> {
    let verdict = Verdict { remark, at: tx.now, by: tx.actor.id };
    match outcome {
        CloseOutcome::Satisfied => {
            let notice = kept.notice.close(verdict)?;
            keep(tx, notice, kept.version, "supervision_notice.closed", json!({}))
        }
        CloseOutcome::Withdrawn => {
            let notice = kept.notice.withdraw(verdict)?;
            keep(tx, notice, kept.version, "supervision_notice.withdrawn", json!({}))
        }
        CloseOutcome::Reopened => {
            let due_on = due(tx, within)?;
            let notice = kept.notice.reopen(verdict, due_on)?;
            let data = json!({ "round": notice.rounds.len(), "due_on": due_on });
            keep(tx, notice, kept.version, "supervision_notice.reopened", data)
        }
    }
}

/// Notes that an answer is late, where it still is and nobody has.
pub fn note_overdue(tx: &mut Tx<'_>, id: SupervisionNoticeId) -> Outcome<()> {
    let Kept { notice, version } = lock(tx, id)?;
    if let Some(notice) = notice.note_overdue(tx.now) {
        let data = json!({ "round": notice.rounds.len(), "due_on": notice.due_on() });
        keep(tx, notice, version, "supervision_notice.overdue", data)?;
    }
    Ok(())
}

/// The last day of an answer that is asked for today.
fn due(tx: &mut Tx<'_>, within: Option<u16>) -> Outcome<NaiveDate> {
    let period = match within {
        Some(days) => Period::WorkingDays(days),
        None => tx.jurisdiction()?.policy.supervision_answer.value,
    };
    let calendar = tx.calendar()?;
    Ok(period.last_day(tx.today(), &calendar).date)
}

fn keep(tx: &mut Tx<'_>, notice: SupervisionNotice, was: i32, kind: &'static str, data: Value) -> Outcome<Kept> {
    let version = was + 1;
    supervision_notice::update(tx.conn, &supervision_notice_row(&notice, version)?, was)?;
    tell(tx, &notice, kind, data)?;
    Ok(Kept { notice, version })
}

fn tell(tx: &mut Tx<'_>, notice: &SupervisionNotice, kind: &'static str, data: Value) -> Outcome<()> {
    let data = with(json!({ "department": notice.department }), data);
    let division = notice.about.as_ref().map(|about| about.division.as_str());
    tx.append((SubjectKind::SupervisionNotice, notice.id), division, vec![Fact::new(kind, data)])?;
    Ok(())
}

/// The case within the caller's reach that a notice is to be about.
fn case(tx: &mut Tx<'_>, kind: AboutKind, id: Uuid) -> Outcome<Option<About>> {
    let reach = tx.actor.reach();
    let found = match kind {
        AboutKind::Application => application::find(tx.conn, &reach, id.into()).map(|row| (row.id, row.division)),
        AboutKind::Certificate => {
            certificate::find(tx.conn, &reach, id.into()).map(|row| (row.application_id, row.division))
        }
        AboutKind::VerificationTask => {
            verification::find(tx.conn, &reach, id.into()).map(|row| (row.application_id, row.division))
        }
        AboutKind::EnforcementCase => {
            enforcement::find(tx.conn, &reach, id.into()).map(|row| (row.application_id, row.division))
        }
    };
    match found.map_err(Failure::from) {
        Ok((application, division)) => Ok(Some(About { kind, id, application: application.into(), division })),
        Err(failure) if failure.is_not_found() => Ok(None),
        Err(failure) => Err(failure),
    }
}
