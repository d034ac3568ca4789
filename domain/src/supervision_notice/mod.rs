//! Supervision notices (督办通知, S26): inspection asks a department for something, about a case or a matter in general, with a
//! last day. The department's head answers; inspection is content, asks again with a new last day, or takes the notice
//! back. Every round stays on file.

mod about;
mod action;
mod reason;
mod state;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use about::{About, AboutKind};
pub use action::SupervisionAction;
pub use reason::SupervisionReason;
pub use state::{NoticeState, SUPERVISION_ARROWS, SupervisionStatus};

use crate::{
    escalation::{EscalationStep, next_step},
    id::{DeadlineId, SupervisionNoticeId},
    obligation::{DutyFact, Obligation},
    policy::Policy,
    refusal::{Faults, Refusal},
    time::{Calendar, Deadline, DeadlineStatus, Period, local_date},
    words::is_blank,
};

/// How often one notice asks at most: who is not content by then goes another way.
pub const MOST_ROUNDS: usize = 20;

/// The department's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By which account.
    pub by: Uuid,
}

/// Inspection's word on an answer, or on taking the notice back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What it says.
    pub remark: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By which account.
    pub by: Uuid,
}

/// What inspection may say when it closes a notice.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CloseOutcome {
    /// The answer is what was asked for.
    Satisfied,
    /// It is not: the department answers again, by a new day.
    Reopened,
    /// The notice should not have been, or nobody needs its answer any more.
    Withdrawn,
}

/// One time of asking. That it is answered is a duty of the department like any other: lateness is found by its clock,
/// answered for (S20), and goes up the chain of responsibility (S24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The duty to answer, as the log knows it.
    pub duty: DeadlineId,
    /// The last day for the answer, as the department was told.
    pub due_on: NaiveDate,
    /// The duty's clock, until that day.
    pub deadline: Deadline,
    /// The step of the chain of responsibility that the duty has reached.
    pub escalated: Option<EscalationStep>,
    /// The day of the next step.
    pub escalate_on: Option<NaiveDate>,
    /// The answer.
    pub answer: Option<Answer>,
    /// What inspection said to it.
    pub verdict: Option<Verdict>,
}

impl Round {
    /// A round that waits for its answer until a day, from now on. The day stands, whatever calendar comes in (民法典
    /// §204).
    pub fn until(
        due_on: NaiveDate,
        duty: DeadlineId,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, Refusal> {
        let rule = Obligation::AnswerSupervisionNotice;
        let deadline =
            Deadline::open(rule.to_string(), Period::Until(due_on), rule.starts_with()).start(now, calendar)?;
        Ok(Self { duty, due_on, deadline, escalated: None, escalate_on: None, answer: None, verdict: None })
    }

    /// Whether the answer came after the last day, or had not come when it passed.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        let ran_out = |status: &DeadlineStatus| matches!(status, DeadlineStatus::Missed { .. });
        match self.deadline.status() {
            DeadlineStatus::Cancelled { before, .. } => ran_out(before),
            status => ran_out(status) || self.deadline.is_overdue(now),
        }
    }
}

/// A supervision notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionNotice {
    /// Its id.
    pub id: SupervisionNoticeId,
    /// Its number, e.g. `督办〔2026〕1号`.
    pub number: String,
    /// The department that is to answer.
    pub department: String,
    /// What it is about; nothing for a matter in general.
    pub about: Option<About>,
    /// The matter, in a line.
    pub matter: String,
    /// What is asked for.
    pub demand: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// By which account.
    pub issued_by: Uuid,
    /// Each time of asking, the first first; never empty.
    pub rounds: Vec<Round>,
    /// Where it stands.
    pub state: NoticeState,
}

impl SupervisionNotice {
    /// The number of a place in the year's series.
    pub fn number(year: i32, serial: i32) -> String {
        format!("督办〔{year}〕{serial}号")
    }

    /// The year in whose series a notice of this instant is numbered.
    pub fn year(now: DateTime<Utc>) -> i32 {
        local_date(now).year()
    }

    /// Where it stands, without the details.
    pub fn status(&self) -> SupervisionStatus {
        (&self.state).into()
    }

    /// The last day of the round that waits for its answer; nothing while none does.
    pub fn due_on(&self) -> Option<NaiveDate> {
        self.waiting().map(|round| round.due_on)
    }

    /// Whether an answer is owed and its last day has passed.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due_on().is_some_and(|due| due < today)
    }

    /// The day on which the answer that is owed next goes up the chain of responsibility (S24).
    pub fn watch_on(&self) -> Option<NaiveDate> {
        self.waiting().and_then(|round| round.escalate_on)
    }

    /// Sets the day on which the last round's duty next goes up the chain, as it stands.
    pub fn look_ahead(&mut self, policy: &Policy, calendar: &Calendar) {
        if let Some(round) = self.rounds.last_mut() {
            let next = next_step(&round.deadline, round.escalated, policy, calendar);
            round.escalate_on = next.map(|(_, day)| day);
        }
    }

    /// The last day has passed without an answer, where it has: what follows is found from its clock.
    pub fn pass(mut self, now: DateTime<Utc>) -> Result<Self, Refusal> {
        if let Some(round) = self.waiting_mut().filter(|it| it.deadline.is_running() && it.deadline.is_overdue(now)) {
            round.deadline = round.deadline.clone().miss(now)?;
        }
        Ok(self)
    }

    /// The department answers, late or not.
    pub fn answer(mut self, text: String, by: Uuid, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let round = self.waiting_mut().ok_or(SupervisionReason::NoAnswerOwed)?;
        says_something("/text", &text)?;
        round.deadline = round.deadline.clone().meet(now)?;
        round.answer = Some(Answer { text, at: now, by });
        self.state = NoticeState::Answered { at: now };
        Ok(self)
    }

    /// Inspection is content with the answer.
    pub fn close(mut self, verdict: Verdict) -> Result<Self, Refusal> {
        self.require_answered()?;
        says_something("/remark", &verdict.remark)?;
        self.state = NoticeState::Closed { at: verdict.at };
        self.judge(verdict);
        Ok(self)
    }

    /// Inspection is not: the department answers again, by a new day.
    pub fn reopen(mut self, verdict: Verdict, round: Round) -> Result<Self, Refusal> {
        self.require_answered()?;
        if self.rounds.len() >= MOST_ROUNDS {
            return Err(SupervisionReason::TooManyRounds.into());
        }
        says_something("/remark", &verdict.remark)?;
        self.judge(verdict);
        self.rounds.push(round);
        self.state = NoticeState::Open;
        Ok(self)
    }

    /// Inspection takes it back, answered or not.
    pub fn withdraw(mut self, verdict: Verdict) -> Result<Self, Refusal> {
        if self.status().has_ended() {
            return Err(SupervisionReason::Ended.into());
        }
        says_something("/remark", &verdict.remark)?;
        if let Some(round) = self.waiting_mut() {
            round.deadline = round.deadline.clone().cancel(verdict.at)?;
        }
        self.state = NoticeState::Withdrawn { at: verdict.at };
        self.judge(verdict);
        Ok(self)
    }

    /// What the log says of the department's duties to answer that changed since `before`, with the round of each.
    pub fn duty_facts<'a>(&'a self, before: Option<&Self>) -> Vec<(&'a Round, DutyFact)> {
        let was = |round: &Round| before.and_then(|it| it.rounds.iter().find(|old| old.duty == round.duty));
        let facts = |round: &'a Round| {
            let facts = DutyFact::of(was(round).map(|old| &old.deadline), &round.deadline);
            facts.into_iter().map(move |fact| (round, fact))
        };
        self.rounds.iter().flat_map(facts).collect()
    }

    fn require_answered(&self) -> Result<(), Refusal> {
        match self.status() {
            SupervisionStatus::Answered => Ok(()),
            SupervisionStatus::Open => Err(SupervisionReason::NotAnswered.into()),
            SupervisionStatus::Closed | SupervisionStatus::Withdrawn => Err(SupervisionReason::Ended.into()),
        }
    }

    fn judge(&mut self, verdict: Verdict) {
        if let Some(round) = self.rounds.last_mut() {
            round.verdict = Some(verdict);
        }
    }

    /// The round that waits for its answer.
    pub fn waiting(&self) -> Option<&Round> {
        self.rounds.last().filter(|_| self.state == NoticeState::Open)
    }

    /// The same, to change it.
    pub fn waiting_mut(&mut self) -> Option<&mut Round> {
        if self.state == NoticeState::Open { self.rounds.last_mut() } else { None }
    }
}

fn says_something(pointer: &'static str, text: &str) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    if is_blank(text) {
        faults.add(pointer, "required");
    }
    faults.into_result("content_invalid")
}

#[cfg(test)]
mod tests;
