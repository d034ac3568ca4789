//! The department's receipt of an approval (S13, S14): a fact with its instant and its way, from which the time to verify
//! runs. One step, whichever way it came; of several receipts the earliest counts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{VerificationReason, VerificationState, VerificationTask};
use crate::refusal::{Faults, Refusal};

/// How the approval reached its department.
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
pub enum ReceiptWay {
    /// The department acknowledged it.
    Acknowledged,
    /// The department's registered endpoint answered 2xx.
    Answered,
    /// The department fetched it with its own credentials.
    Fetched,
    /// It counts as received because it was available long enough (policy `deemed_receipt`).
    Deemed,
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// How it came.
    pub way: ReceiptWay,
    /// When the department had it.
    pub at: DateTime<Utc>,
    /// When that was noted.
    pub recorded_at: DateTime<Utc>,
    /// Who acknowledged or fetched it; nil for what no account did.
    pub by: Uuid,
    /// The department's own number for it.
    pub reference: Option<String>,
}

impl Receipt {
    /// When the duty to receive was done: what Kaiye saw itself counts from when it happened, what a department says of
    /// itself from when it said so.
    pub fn done_at(&self) -> DateTime<Utc> {
        match self.way {
            ReceiptWay::Acknowledged => self.recorded_at,
            ReceiptWay::Answered | ReceiptWay::Fetched | ReceiptWay::Deemed => self.at,
        }
    }
}

impl VerificationTask {
    /// The receipt that counts: the earliest (S14).
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipts.iter().min_by_key(|receipt| receipt.at)
    }

    /// Whether the department received it by itself: not only by deeming.
    pub fn was_truly_received(&self) -> bool {
        self.receipts.iter().any(|receipt| receipt.way != ReceiptWay::Deemed)
    }

    /// The department has it. An earlier receipt that becomes known later moves the start back, a later one never moves it
    /// on (S14). Each way is noted once, and nothing is deemed that was received.
    pub fn receive(mut self, receipt: Receipt) -> Result<Self, Refusal> {
        match self.state {
            VerificationState::Concluded { .. } => return Err(VerificationReason::Concluded.into()),
            VerificationState::FallenAway { .. } => return Err(VerificationReason::FallenAway.into()),
            VerificationState::Open | VerificationState::Assigned { .. } | VerificationState::Suspended { .. } => {}
        }
        if self.receipts.iter().any(|it| it.way == receipt.way) {
            return Err(VerificationReason::Received.into());
        }
        if receipt.way == ReceiptWay::Deemed && !self.receipts.is_empty() {
            return Err(VerificationReason::Received.into());
        }
        let mut faults = Faults::default();
        if receipt.at > receipt.recorded_at {
            faults.add("/received_at", "in_the_future");
        }
        if receipt.at < self.available_at {
            faults.add("/received_at", "before_it_was_available");
        }
        faults.into_result("content_invalid")?;
        self.receipts.push(receipt);
        Ok(self)
    }
}
