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

use crate::{id::SupervisionNoticeId, refusal::Refusal, time::local_date};

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

/// One time of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The last day for the answer.
    pub due_on: NaiveDate,
    /// Since when it is noted that the day passed without one.
    pub overdue_at: Option<DateTime<Utc>>,
    /// The answer.
    pub answer: Option<Answer>,
    /// What inspection said to it.
    pub verdict: Option<Verdict>,
}

impl Round {
    /// A round that waits for its answer.
    pub fn until(due_on: NaiveDate) -> Self {
        Self { due_on, overdue_at: None, answer: None, verdict: None }
    }

    /// Whether the answer came after the last day, or has not come though it passed.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.answer.as_ref().map_or(today, |it| local_date(it.at)) > self.due_on
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

    /// The day after which it has to be noted that the answer is late; nothing once that is noted, or none is owed.
    pub fn watch_on(&self) -> Option<NaiveDate> {
        self.waiting().filter(|round| round.overdue_at.is_none()).map(|round| round.due_on)
    }

    /// The answer is late: noted once a round. `None` where there is nothing to note.
    pub fn note_overdue(mut self, now: DateTime<Utc>) -> Option<Self> {
        if self.watch_on().is_none_or(|due| due >= local_date(now)) {
            return None;
        }
        self.rounds.last_mut()?.overdue_at = Some(now);
        Some(self)
    }

    /// The department answers, late or not.
    pub fn answer(mut self, text: String, by: Uuid, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let round = self.waiting_mut().ok_or(SupervisionReason::NoAnswerOwed)?;
        round.answer = Some(Answer { text, at: now, by });
        self.state = NoticeState::Answered { at: now };
        Ok(self)
    }

    /// Inspection is content with the answer.
    pub fn close(mut self, verdict: Verdict) -> Result<Self, Refusal> {
        self.require_answered()?;
        self.state = NoticeState::Closed { at: verdict.at };
        self.judge(verdict);
        Ok(self)
    }

    /// Inspection is not: the department answers again, by a new day.
    pub fn reopen(mut self, verdict: Verdict, due_on: NaiveDate) -> Result<Self, Refusal> {
        self.require_answered()?;
        if self.rounds.len() >= MOST_ROUNDS {
            return Err(SupervisionReason::TooManyRounds.into());
        }
        self.judge(verdict);
        self.rounds.push(Round::until(due_on));
        self.state = NoticeState::Open;
        Ok(self)
    }

    /// Inspection takes it back, answered or not.
    pub fn withdraw(mut self, verdict: Verdict) -> Result<Self, Refusal> {
        if self.status().has_ended() {
            return Err(SupervisionReason::Ended.into());
        }
        self.state = NoticeState::Withdrawn { at: verdict.at };
        self.judge(verdict);
        Ok(self)
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

    fn waiting(&self) -> Option<&Round> {
        self.rounds.last().filter(|_| self.state == NoticeState::Open)
    }

    fn waiting_mut(&mut self) -> Option<&mut Round> {
        if self.state == NoticeState::Open { self.rounds.last_mut() } else { None }
    }
}

#[cfg(test)]
mod tests;
