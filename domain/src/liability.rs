//! Liability (S20): who answers for what. A department answers for a step that it took late, a business for a commitment
//! that was false or that it broke. A finding is drawn from the log by rule, and names the events that prove it; nobody
//! types one in. One whose ground falls is not erased: it says since when it stands no more, and by which event.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    event::Event,
    id::{ApplicationId, CertificateId, CreditRecordId, DeadlineId, EventId, LiabilityId, SupervisionNoticeId},
    obligation::{DUTY_DONE_IN_TIME, DUTY_DONE_LATE, DUTY_FALLEN_AWAY, DUTY_OVERDUE, DUTY_RESTORED, Obligation},
    time::Calendar,
};

/// Who answers.
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
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LiableParty {
    /// The department that did not follow up in time.
    Department,
    /// The business that holds the certificate.
    Business,
}

/// For what.
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
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LiabilityCause {
    /// A step was taken late, or is still not taken.
    LateStep,
    /// The commitment was false when it was made (虚假承诺).
    FalseCommitment,
    /// The commitment was not kept (违反承诺).
    BrokenCommitment,
    /// The holder opened before the proof that was promised (S10).
    OperatedBeforeProof,
}

impl LiabilityCause {
    /// Who answers for it.
    pub fn party(self) -> LiableParty {
        match self {
            Self::LateStep => LiableParty::Department,
            Self::FalseCommitment | Self::BrokenCommitment | Self::OperatedBeforeProof => LiableParty::Business,
        }
    }
}

/// The step that was late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateStep {
    /// The deadline.
    pub deadline: DeadlineId,
    /// The rule that set it.
    pub rule: Obligation,
    /// The last day.
    pub due_on: NaiveDate,
    /// The day on which it was done after all.
    pub done_on: Option<NaiveDate>,
    /// The day on which what it was for fell away, so that it need not be done any more.
    #[serde(default)]
    pub fell_away_on: Option<NaiveDate>,
}

impl LateStep {
    /// How late, in working days: up to the day it was done or fell away, else to `today`.
    pub fn working_days_late(&self, today: NaiveDate, calendar: &Calendar) -> usize {
        calendar.working_days_between(self.due_on, self.done_on.or(self.fell_away_on).unwrap_or(today))
    }
}

/// That a finding stands no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fallen {
    /// Since when.
    pub at: DateTime<Utc>,
    /// The event that took its ground.
    pub because: EventId,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiabilityFinding {
    /// Its id.
    pub id: LiabilityId,
    /// The application it came about in; none for a supervision notice about a matter in general.
    pub application: Option<ApplicationId>,
    /// The supervision notice that was answered late, or is not answered.
    #[serde(default)]
    pub notice: Option<SupervisionNoticeId>,
    /// Who answers for it, or, where a business does, the department that supervises it.
    pub department: String,
    /// For what.
    pub cause: LiabilityCause,
    /// The late step, for a department.
    pub late: Option<LateStep>,
    /// The certificate, for a business.
    pub certificate: Option<CertificateId>,
    /// The credit record that it rests on, where it does (S19).
    #[serde(default)]
    pub record: Option<CreditRecordId>,
    /// The events that prove it, in order.
    pub facts: Vec<EventId>,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// That it stands no more.
    #[serde(default)]
    pub fallen: Option<Fallen>,
}

impl LiabilityFinding {
    /// A further event of its late step: done, fallen away, or to be done again.
    pub fn go_on(mut self, ending: LateEnding, event: EventId) -> Self {
        self.facts.push(event);
        if let Some(late) = &mut self.late {
            (late.done_on, late.fell_away_on) = match ending {
                LateEnding::Done(on) => (Some(on), None),
                LateEnding::FellAway(on) => (None, Some(on)),
                LateEnding::None => (None, None),
            };
        }
        self
    }

    /// Its ground fell. It stays, and says so.
    pub fn fall(mut self, at: DateTime<Utc>, because: EventId) -> Self {
        self.facts.push(because);
        self.fallen.get_or_insert(Fallen { at, because });
        self
    }
}

/// How a late step ended, if it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateEnding {
    /// Done after all, on this day.
    Done(NaiveDate),
    /// What it was for fell away, on this day.
    FellAway(NaiveDate),
    /// It is to be done again.
    None,
}

/// What a finding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A deadline that ran out.
    Deadline(DeadlineId),
    /// A credit record about a certificate.
    Record(CreditRecordId, CertificateId),
}

/// What an event brings for liability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// Somebody answers for something from here on.
    Found {
        /// The department.
        department: String,
        /// For what.
        cause: LiabilityCause,
        /// The late step, for a department.
        late: Option<LateStep>,
        /// The certificate, for a business.
        certificate: Option<CertificateId>,
        /// The credit record, where it brought it.
        record: Option<CreditRecordId>,
        /// What the events that prove it are about: their data name it.
        about: String,
    },
    /// A late step ended, or goes on.
    GoesOn {
        /// The deadline.
        deadline: DeadlineId,
        /// How it ended.
        ending: LateEnding,
    },
    /// What a finding rests on falls, and the finding with it: a credit record withdrawn on objection (行政复议法 §64), a
    /// step that turns out to have been taken in time.
    Falls(Ground),
}

impl Consequence {
    /// What follows from an event, if anything.
    pub fn of(event: &Event) -> Option<Self> {
        let data = &event.data;
        match event.kind.as_str() {
            DUTY_OVERDUE => Some(Self::Found {
                department: text(data, "department")?,
                cause: LiabilityCause::LateStep,
                late: Some(LateStep {
                    deadline: read(data, "duty")?,
                    rule: read(data, "rule")?,
                    due_on: read(data, "due_on")?,
                    done_on: None,
                    fell_away_on: None,
                }),
                certificate: None,
                record: None,
                about: text(data, "subject")?,
            }),
            DUTY_DONE_LATE => late(data, LateEnding::Done(read(data, "done_on")?)),
            DUTY_FALLEN_AWAY => late(data, LateEnding::FellAway(read(data, "fell_away_on")?)),
            DUTY_RESTORED => late(data, LateEnding::None),
            DUTY_DONE_IN_TIME => Some(Self::Falls(Ground::Deadline(read(data, "duty")?))),
            "credit.withdrawn" => Some(Self::Falls(Ground::Record(read(data, "record")?, read(data, "certificate")?))),
            "credit.recorded" | "verification.early_opening_recorded" => Some(Self::Found {
                department: text(data, "department")?,
                cause: read(data, "cause")?,
                late: None,
                certificate: Some(read(data, "certificate")?),
                record: read(data, "record"),
                about: text(data, "certificate")?,
            }),
            _ => None,
        }
    }
}

/// Whether an event is about something: its data name it.
pub fn is_about(event: &Event, subject: &str) -> bool {
    fn names(value: &Value, subject: &str) -> bool {
        match value {
            Value::String(text) => text == subject,
            Value::Array(all) => all.iter().any(|it| names(it, subject)),
            Value::Object(all) => all.values().any(|it| names(it, subject)),
            _ => false,
        }
    }
    names(&event.data, subject)
}

fn late(data: &Value, ending: LateEnding) -> Option<Consequence> {
    Some(Consequence::GoesOn { deadline: read(data, "duty")?, ending })
}

fn text(data: &Value, key: &str) -> Option<String> {
    data[key].as_str().map(str::to_owned)
}

fn read<T: serde::de::DeserializeOwned>(data: &Value, key: &str) -> Option<T> {
    serde_json::from_value(data[key].clone()).ok()
}
