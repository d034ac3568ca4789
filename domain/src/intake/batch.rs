//! A batch of applications by electronic data interchange (电子数据交换, S22): each row stands for itself, has its own
//! outcome, and is taken in once however often it is sent.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{IntakeFile, IntakeReason};
use crate::{
    account::{AccountStatus, AgencyClient},
    actor::{Actor, Permission},
    application::check::{Check, Outcome, Stage},
    id::{ApplicationId, IntakeBatchId},
    refusal::{Fault, Refusal},
};

/// How its rows are written.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BatchFormat {
    /// A JSON object a line.
    Ndjson,
    /// Comma-separated values under a line of column names.
    Csv,
}

/// How far a batch has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BatchStatus {
    /// It is kept; its rows are taken in one after the other.
    Running,
    /// Every row has its outcome.
    Done,
    /// It broke off at a row after which no other can be told.
    Broken,
}

/// What came of a row.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EntryStatus {
    /// It became an application.
    Accepted,
    /// It had become one before: nothing was created.
    Repeated,
    /// It did not become one.
    Rejected,
}

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeBatch {
    /// Its id.
    pub id: IntakeBatchId,
    /// 批次编号.
    pub number: String,
    /// The system that sent it.
    pub sent_by: Uuid,
    /// The department that the system acts for.
    pub department: Option<String>,
    /// How its rows are written.
    pub format: BatchFormat,
    /// What was sent.
    pub file: IntakeFile,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// How far it has come.
    pub status: BatchStatus,
    /// Rows that became applications.
    pub accepted: i32,
    /// Rows that had become applications before.
    pub repeated: i32,
    /// Rows that did not become applications.
    pub rejected: i32,
    /// When the last row had its outcome.
    pub ended_at: Option<DateTime<Utc>>,
}

impl IntakeBatch {
    /// In whose name its rows are drafted: the system that sent it, as long as it may hand over batches.
    pub fn sender(&self, client: &AgencyClient) -> Result<Actor, IntakeReason> {
        let actor = client.actor(&client.scopes);
        let may = client.status == AccountStatus::Active && actor.may(Permission::IntakeBatch);
        if may { Ok(actor) } else { Err(IntakeReason::SenderClosed) }
    }

    /// Rows that have their outcome.
    pub fn rows(&self) -> i32 {
        self.accepted + self.repeated + self.rejected
    }

    /// One more row has its outcome.
    pub fn count(&mut self, status: EntryStatus) {
        match status {
            EntryStatus::Accepted => self.accepted += 1,
            EntryStatus::Repeated => self.repeated += 1,
            EntryStatus::Rejected => self.rejected += 1,
        }
    }

    /// There are no more rows.
    pub fn end(&mut self, status: BatchStatus, at: DateTime<Utc>) {
        self.status = status;
        self.ended_at = Some(at);
    }
}

/// Which row of a batch, and where in its file it begins: from there it can be read without those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    /// Its number, from 1.
    pub number: i32,
    /// The byte of the file at which it begins, or something before it that says nothing: blank lines, the column names.
    pub offset: i64,
}

impl RowPlace {
    /// The first row.
    pub const FIRST: Self = Self { number: 1, offset: 0 };
}

/// The outcome of a row, as the machine acknowledgement says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntryOutcome {
    /// What came of it.
    pub status: EntryStatus,
    /// The application that it became, now or before.
    pub application: Option<ApplicationId>,
    /// The application's number.
    pub number: Option<String>,
    /// Code of why it was rejected.
    pub code: Option<String>,
    /// What is wrong with it, or what is still missing of the application: pointer and code each.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong or missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Where.
    pub pointer: String,
    /// What.
    pub code: String,
}

impl From<Fault> for Finding {
    fn from(fault: Fault) -> Self {
        Self { pointer: fault.pointer, code: fault.code.to_owned() }
    }
}

/// What an application that was drafted still lacks before it can be filed, or what is to be looked at.
pub fn still_missing(checks: &[Check]) -> Vec<Finding> {
    let open = checks.iter().filter(|check| check.outcome != Outcome::Passed && check.stage == Stage::Submission);
    open.map(|check| Finding { pointer: check.pointer(), code: <&str>::from(check.code).to_owned() }).collect()
}

impl EntryOutcome {
    /// The row became an application, which still lacks this.
    pub fn accepted(application: ApplicationId, number: String, findings: Vec<Finding>) -> Self {
        let (application, number) = (Some(application), Some(number));
        Self { status: EntryStatus::Accepted, application, number, code: None, findings }
    }

    /// What comes of a row whose reference was accepted before, with this outcome (S22): a sender's reference stands for
    /// one application. The same row sent again is that one; another row under it is refused.
    pub fn sent_again(self, same_row: bool) -> Result<Self, IntakeReason> {
        if !same_row {
            return Err(IntakeReason::ReferenceReused);
        }
        Ok(Self { status: EntryStatus::Repeated, findings: Vec::new(), ..self })
    }

    /// The row did not become an application.
    pub fn rejected(refusal: Refusal) -> Self {
        let findings = refusal.faults.into_iter().map(Into::into).collect();
        let code = Some(refusal.code.to_owned());
        Self { status: EntryStatus::Rejected, application: None, number: None, code, findings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_stands_for_one_application() {
        let finding = Finding { pointer: "/materials/x".to_owned(), code: "material_missing".to_owned() };
        let accepted = EntryOutcome::accepted(Uuid::nil().into(), "BJ-1".to_owned(), vec![finding]);
        let again = accepted.clone().sent_again(true).expect("the same row");
        assert_eq!((again.status, again.application), (EntryStatus::Repeated, accepted.application));
        assert_eq!((again.number, again.findings), (accepted.number.clone(), Vec::new()));
        assert_eq!(accepted.sent_again(false), Err(IntakeReason::ReferenceReused));
    }
}
