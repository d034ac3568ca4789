//! Liability (S20): who answers for what. A department answers for a step that it took late, a business for a commitment
//! that was false or that it broke. A finding is drawn from the log by rule, and names the events that prove it; nobody
//! types one in.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    event::Event,
    id::{ApplicationId, CertificateId, DeadlineId, EventId, LiabilityId},
    obligation::{DUTY_DONE_LATE, DUTY_OVERDUE, Obligation},
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
}

impl LateStep {
    /// How late, in working days: up to the day it was done, else to `today`.
    pub fn working_days_late(&self, today: NaiveDate, calendar: &Calendar) -> usize {
        calendar.working_days_between(self.due_on, self.done_on.unwrap_or(today))
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiabilityFinding {
    /// Its id.
    pub id: LiabilityId,
    /// The application it came about in.
    pub application: ApplicationId,
    /// Who answers for it, or, where a business does, the department that supervises it.
    pub department: String,
    /// For what.
    pub cause: LiabilityCause,
    /// The late step, for a department.
    pub late: Option<LateStep>,
    /// The certificate, for a business.
    pub certificate: Option<CertificateId>,
    /// The events that prove it, in order.
    pub facts: Vec<EventId>,
    /// When it was found.
    pub found_at: DateTime<Utc>,
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
        /// What the events that prove it are about: their data name it.
        about: String,
    },
    /// A late step is done after all.
    Done {
        /// The deadline.
        deadline: DeadlineId,
        /// On which day.
        done_on: NaiveDate,
    },
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
                }),
                certificate: None,
                about: text(data, "subject")?,
            }),
            DUTY_DONE_LATE => Some(Self::Done { deadline: read(data, "duty")?, done_on: read(data, "done_on")? }),
            "credit.recorded" | "verification.early_opening_recorded" => Some(Self::Found {
                department: text(data, "department")?,
                cause: read(data, "cause")?,
                late: None,
                certificate: Some(read(data, "certificate")?),
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

fn text(data: &Value, key: &str) -> Option<String> {
    data[key].as_str().map(str::to_owned)
}

fn read<T: serde::de::DeserializeOwned>(data: &Value, key: &str) -> Option<T> {
    serde_json::from_value(data[key].clone()).ok()
}
