//! What a credit platform is told, and its receipt: which state of a record it has.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CreditReason;
use crate::{
    id::{CreditReceiptId, CreditRecordId},
    refusal::{Fault, Refusal},
};

/// The events that change what a platform is to show of a record. It asks the log for them, so that it misses none.
pub const CREDIT_CHANGES: [&str; 6] =
    ["credit.recorded", "credit.extended", "credit.reduced", "credit.ended", "credit.repaired", "credit.withdrawn"];

/// What the platform says of a record that it was given.
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
pub enum PlatformWord {
    /// It shows the record as it was given.
    Accepted,
    /// It does not, and why.
    Rejected,
}

/// A platform's receipt for one version of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditReceipt {
    /// Its id.
    pub id: CreditReceiptId,
    /// The record.
    pub record: CreditRecordId,
    /// The version of the record that it was given.
    pub record_version: i32,
    /// Accepted or rejected.
    pub word: PlatformWord,
    /// The platform's own number for it.
    pub reference: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// When the platform received it, by its own account.
    pub received_at: DateTime<Utc>,
    /// When that was recorded here.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    pub recorded_by: Uuid,
}

impl CreditReceipt {
    /// A receipt is for a version that there was, a rejection says why, and nothing is received in the future.
    pub fn check(&self, newest: i32) -> Result<(), Refusal> {
        if !(1..=newest).contains(&self.record_version) {
            return Err(CreditReason::NoSuchVersion.into());
        }
        let mut faults = Vec::new();
        if self.word == PlatformWord::Rejected && self.reason.is_none() {
            faults.push(Fault { pointer: "/reason".into(), code: "required" });
        }
        if self.received_at > self.recorded_at {
            faults.push(Fault { pointer: "/received_at".into(), code: "in_the_future" });
        }
        if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("content_invalid", faults)) }
    }
}
