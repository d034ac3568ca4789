//! The bar on the commitment route (S19): who broke a commitment may not use the route again until the record is
//! repaired; the ordinary route stays open. Looked at when a notice is asked for, at submission, and again at issue.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    application::SubjectRole,
    id::{BarId, CreditRecordId},
};

/// Why somebody is barred.
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
pub enum BarCause {
    /// The commitment was false when it was made (虚假承诺).
    FalseCommitment,
    /// The commitment was not kept (违反承诺).
    BrokenCommitment,
}

/// A bar, whose subject is known by keyed hash only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Its id.
    pub id: BarId,
    /// The record that it follows: it is lifted with it. None of those kept before there were records.
    #[serde(default)]
    pub record: Option<CreditRecordId>,
    /// Why.
    pub cause: BarCause,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; until it is lifted when empty.
    pub to_on: Option<NaiveDate>,
    /// When it was lifted.
    pub lifted_at: Option<DateTime<Utc>>,
}

impl Bar {
    /// A bar that a credit record brings, from a day on until it is lifted.
    pub fn of_record(id: BarId, record: CreditRecordId, cause: BarCause, from_on: NaiveDate) -> Self {
        Self { id, record: Some(record), cause, from_on, to_on: None, lifted_at: None }
    }

    /// Whether it holds on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.lifted_at.is_none() && self.from_on <= on && self.to_on.is_none_or(|to| on <= to)
    }
}

/// A bar that was found, and for which of the application's subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarHit {
    /// In which capacity the barred one stands in the application.
    pub role: SubjectRole,
    /// The bar.
    pub bar: BarId,
    /// Why.
    pub cause: BarCause,
}
