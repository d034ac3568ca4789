//! Supervision notices (督办通知, S26): issued by inspection, answered by the department, closed by inspection. Each has its
//! own chain of events.

use std::ops::RangeInclusive;

use kaiye_domain::{
    actor::Departments,
    escalation::Escalation,
    event::Fact,
    id::SupervisionNoticeId,
    refusal::Faults,
    supervision_notice::{About, AboutKind, CloseOutcome, NoticeState, Round, SupervisionNotice, Verdict},
    time::Period,
    words::{is_blank, is_one_line},
};
use kaiye_persistence::{
    map::{supervision_notice_from, supervision_notice_row},
    repo::{application, certificate, enforcement, official_document, supervision_notice, verification},
    row::SupervisionNoticeRow,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Failure, Outcome, Tx,
    duty::{Case, OwedDuty, keep_raised},
    liability, with,
};

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
    let of = tx.actor.notices();
    Kept::of(supervision_notice::find(tx.conn, &of, id)?)
}

/// The same, locked.
pub fn lock(tx: &mut Tx<'_>, id: SupervisionNoticeId) -> Outcome<Kept> {
    let of = tx.actor.notices();
    Kept::of(supervision_notice::lock(tx.conn, &of, id)?)
}

/// The same, whoever is asked: for who has found an escalation of it within reach, and for background work.
pub fn lock_found(tx: &mut Tx<'_>, id: SupervisionNoticeId) -> Outcome<Kept> {
    Kept::of(supervision_notice::lock(tx.conn, &Departments::All, id)?)
}

/// Issues a notice, numbered without a gap. Inspection is rare: that its notices wait for one another is in nobody's way.
pub fn issue(tx: &mut Tx<'_>, wanted: &Wanted) -> Outcome<Kept> {
    let mut faults = Faults::default();
    if tx.jurisdiction()?.department(&wanted.department).is_none() {
        faults.add("/department", "department_unknown");
    }
    for (pointer, text) in [("/matter", &wanted.matter), ("/demand", &wanted.demand)] {
        if is_blank(text) {
            faults.add(pointer, "required");
        }
    }
    if !is_one_line(&wanted.matter) {
        faults.add("/matter", "character_forbidden");
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
    let round = round(tx, wanted.within)?;
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
        rounds: vec![round],
        state: NoticeState::Open,
    };
    let about = notice.about.as_ref().map_or_else(
        || json!({}),
        |about| json!({ "about_kind": about.kind, "about": about.id, "application": about.application }),
    );
    let data = with(about, json!({ "number": notice.number, "due_on": notice.due_on() }));
    save(tx, None, notice, Some(("supervision_notice.issued", data)), &[])
}

/// The department answers a round.
pub fn answer(tx: &mut Tx<'_>, kept: Kept, round: usize, text: String) -> Outcome<Kept> {
    kept.notice.require_department(tx.actor)?;
    kept.notice.require_round(round)?;
    let notice = kept.notice.clone().answer(text, tx.actor.id, tx.now)?;
    let late = notice.rounds.last().is_some_and(|round| round.is_late(tx.now));
    let data = json!({ "round": notice.rounds.len(), "late": late });
    save(tx, Some(kept), notice, Some(("supervision_notice.answered", data)), &[])
}

/// What inspection says to a round.
#[derive(Debug, Clone)]
pub struct Word {
    /// Which round.
    pub round: usize,
    /// What follows.
    pub outcome: CloseOutcome,
    /// Why.
    pub remark: String,
    /// In how many working days the next answer is due; as policy says when absent.
    pub within: Option<u16>,
}

/// Inspection has its word.
pub fn close(tx: &mut Tx<'_>, kept: Kept, word: Word) -> Outcome<Kept> {
    kept.notice.require_round(word.round)?;
    let verdict = Verdict { remark: word.remark, at: tx.now, by: tx.actor.id };
    let before = kept.notice.clone();
    let (notice, told) = match word.outcome {
        CloseOutcome::Satisfied => (before.close(verdict)?, ("supervision_notice.closed", json!({}))),
        CloseOutcome::Withdrawn => (before.withdraw(verdict)?, ("supervision_notice.withdrawn", json!({}))),
        CloseOutcome::Reopened => {
            let notice = before.reopen(verdict, round(tx, word.within)?)?;
            let data = json!({ "round": notice.rounds.len(), "due_on": notice.due_on() });
            (notice, ("supervision_notice.reopened", data))
        }
    };
    save(tx, Some(kept), notice, Some(told), &[])
}

/// Finds that the answer is late, where it is, and raises each step of the chain of responsibility whose day has come:
/// under the notice's lock, so that two processes do it once.
pub fn raise(tx: &mut Tx<'_>, id: SupervisionNoticeId) -> Outcome<()> {
    let kept = lock_found(tx, id)?;
    let mut notice = kept.notice.clone().pass(tx.now)?;
    let (jurisdiction, calendar) = (tx.jurisdiction()?, tx.calendar()?);
    let Some(round) = notice.waiting() else { return Ok(()) };
    let duty = OwedDuty::to_answer(&notice, round);
    let raised = duty.go_up(tx, Case::Notice(&notice), round.escalated, (&jurisdiction.policy, &calendar));
    if let (Some(round), Some(last)) = (notice.waiting_mut(), raised.last()) {
        round.escalated = Some(last.step);
    }
    save(tx, Some(kept), notice, None, &raised)?;
    Ok(())
}

/// A round from now on, with its last day.
fn round(tx: &mut Tx<'_>, within: Option<u16>) -> Outcome<Round> {
    let period = match within {
        Some(days) => Period::WorkingDays(days),
        None => tx.jurisdiction()?.policy.supervision_answer.value,
    };
    let calendar = tx.calendar()?;
    let due_on = period.last_day(tx.today(), &calendar).date;
    Ok(Round::until(due_on, tx.id(), tx.now, &calendar)?)
}

/// Writes a notice that is new or changed, with what its log says: what was done, what follows for the duty to answer, and
/// what of it goes up the chain of responsibility.
fn save(
    tx: &mut Tx<'_>,
    was: Option<Kept>,
    mut notice: SupervisionNotice,
    told: Option<(&'static str, Value)>,
    raised: &[Escalation],
) -> Outcome<Kept> {
    let (jurisdiction, calendar) = (tx.jurisdiction()?, tx.calendar()?);
    notice.look_ahead(&jurisdiction.policy, &calendar);
    let about_department = |data| with(json!({ "department": notice.department }), data);
    let mut facts: Vec<Fact> = told.into_iter().map(|(kind, data)| Fact::new(kind, about_department(data))).collect();
    let news = notice.duty_facts(was.as_ref().map(|was| &was.notice));
    facts.extend(news.into_iter().map(|(round, fact)| OwedDuty::to_answer(&notice, round).fact(fact)));
    let version = was.as_ref().map_or(0, |was| was.version) + 1;
    let row = supervision_notice_row(&notice, version)?;
    match was {
        None => supervision_notice::insert(tx.conn, &row)?,
        Some(was) => supervision_notice::update(tx.conn, &row, was.version)?,
    }
    let case = Case::Notice(&notice);
    facts.extend(keep_raised(tx, case, raised)?);
    let events = tx.append(case.subject(), case.division(), facts)?;
    liability::draw(tx, case, &events)?;
    Ok(Kept { notice, version })
}

/// The case within the caller's reach that a notice is to be about.
fn case(tx: &mut Tx<'_>, kind: AboutKind, id: Uuid) -> Outcome<Option<About>> {
    let reach = tx.actor.reach();
    let found = match kind {
        // A draft has not reached any office, so no office is asked about it.
        AboutKind::Application => match application::find(tx.conn, &reach, id.into()) {
            Ok(row) if row.submitted_at.is_none() => return Ok(None),
            found => found.map(|row| (row.id, row.division)),
        },
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
