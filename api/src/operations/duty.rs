//! A department's duty, wherever it is kept: as a deadline of a case, or with the supervision notice that asks for an answer.
//! What the log says of it when it is late (S20) and how it goes up the chain of responsibility (S24) is the same.

use kaiye_domain::{
    application::Application,
    escalation::{Escalation, EscalationState, EscalationStep, steps_reached},
    event::{Fact, SubjectKind},
    id::{ApplicationId, DeadlineId, SupervisionNoticeId},
    obligation::{DutyFact, Obligation, ObligationSubject},
    policy::Policy,
    supervision_notice::{Round, SupervisionNotice},
    time::{Calendar, Deadline, local_date},
};
use kaiye_persistence::{
    map::{TrackedDeadline, escalation_row},
    repo::escalation,
};
use serde_json::json;
use uuid::Uuid;

use super::{Outcome, Tx};

/// What a duty belongs to.
#[derive(Debug, Clone, Copy)]
pub enum Case<'a> {
    /// An application and everything that follows from it.
    Application(&'a Application),
    /// A supervision notice.
    Notice(&'a SupervisionNotice),
}

impl<'a> Case<'a> {
    /// The application; none for a notice about a matter in general.
    pub fn application(self) -> Option<ApplicationId> {
        match self {
            Self::Application(it) => Some(it.id),
            Self::Notice(it) => it.about.as_ref().map(|about| about.application),
        }
    }

    /// The notice.
    pub fn notice(self) -> Option<SupervisionNoticeId> {
        match self {
            Self::Application(_) => None,
            Self::Notice(it) => Some(it.id),
        }
    }

    /// Where it lies.
    pub fn division(self) -> Option<&'a str> {
        match self {
            Self::Application(it) => Some(it.division()),
            Self::Notice(it) => it.about.as_ref().map(|about| about.division.as_str()),
        }
    }

    /// The subject whose chain its events extend.
    pub fn subject(self) -> (SubjectKind, Uuid) {
        match self {
            Self::Application(it) => (SubjectKind::Application, it.id.0),
            Self::Notice(it) => (SubjectKind::SupervisionNotice, it.id.0),
        }
    }
}

/// A duty that a department owes.
#[derive(Debug, Clone, Copy)]
pub struct OwedDuty<'a> {
    /// Its id.
    pub id: DeadlineId,
    /// The rule that set it.
    pub rule: Obligation,
    /// The department.
    pub department: &'a str,
    /// What it hangs on.
    pub subject: (ObligationSubject, Uuid),
    /// Its clock.
    pub deadline: &'a Deadline,
}

impl<'a> OwedDuty<'a> {
    /// A deadline of a case, where a department owes it.
    pub fn of(tracked: &'a TrackedDeadline) -> Option<Self> {
        Some(Self {
            id: tracked.id,
            rule: tracked.obligation,
            department: tracked.owed_by.as_deref()?,
            subject: tracked.subject,
            deadline: &tracked.deadline,
        })
    }

    /// A department's duty to answer a notice.
    pub fn to_answer(notice: &'a SupervisionNotice, round: &'a Round) -> Self {
        Self {
            id: round.duty,
            rule: Obligation::AnswerSupervisionNotice,
            department: &notice.department,
            subject: (ObligationSubject::SupervisionNotice, notice.id.0),
            deadline: &round.deadline,
        }
    }

    /// What the log says of it.
    pub fn fact(&self, fact: DutyFact) -> Fact {
        let mut data = json!({
            "duty": self.id, "rule": self.rule, "department": self.department, "subject_kind": self.subject.0,
            "subject": self.subject.1, "due_on": self.deadline.due(),
        });
        match fact {
            DutyFact::Overdue | DutyFact::Restored => {}
            DutyFact::DoneLate { at } | DutyFact::DoneInTime { at } => data["done_on"] = json!(local_date(at)),
            DutyFact::FellAway { at } => data["fell_away_on"] = json!(local_date(at)),
        }
        Fact::new(fact.kind(), data)
    }

    /// The steps up the chain, having reached `reached`, whose day has come.
    pub fn go_up(
        &self,
        tx: &Tx<'_>,
        case: Case<'_>,
        reached: Option<EscalationStep>,
        (policy, calendar): (&Policy, &Calendar),
    ) -> Vec<Escalation> {
        let Some(due_on) = self.deadline.due() else { return Vec::new() };
        let raised = |step| Escalation {
            id: tx.id(),
            deadline: self.id,
            application: case.application(),
            notice: case.notice(),
            department: self.department.to_owned(),
            rule: self.rule,
            step,
            due_on,
            raised_at: tx.now,
            state: EscalationState::Raised,
        };
        steps_reached(self.deadline, reached, policy, calendar, tx.today()).into_iter().map(raised).collect()
    }
}

/// Keeps what was raised in a case, and gives what its log says of it.
pub fn keep_raised(tx: &mut Tx<'_>, case: Case<'_>, raised: &[Escalation]) -> Outcome<Vec<Fact>> {
    let rows = raised.iter().map(|it| escalation_row(it, case.division(), 1)).collect::<Result<Vec<_>, _>>()?;
    escalation::insert(tx.conn, &rows)?;
    let told = |it: &Escalation| {
        let data = json!({
            "escalation": it.id, "duty": it.deadline, "department": it.department, "rule": it.rule, "step": it.step,
            "due_on": it.due_on,
        });
        Fact::new("escalation.raised", data)
    };
    Ok(raised.iter().map(told).collect())
}
