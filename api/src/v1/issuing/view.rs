//! A run of the issue transaction as it is shown: these now, these waiting, these refused, and because of what.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    application::{
        ApplicationStatus,
        check::{Check, CheckCode, Outcome},
    },
    issue::{DecisionRecord, FiledItem, IssuedItem, RefusedItem, Waiting},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{openapi::words, operations::issue::Issue};

/// What a run came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssueView {
    /// The run's record.
    #[serde(flatten)]
    pub decision: DecisionView,
    /// The application's status now.
    #[schema(schema_with = words::<ApplicationStatus>)]
    pub application_status: ApplicationStatus,
    /// The public check codes of what was issued, in the order of `issued`.
    #[schema(example = json!(["3K8Z0H6T5W1Q9N4RYB2CVMEXGA"]))]
    pub check_codes: Vec<String>,
}

/// The record of a run.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DecisionRecord)]
pub struct DecisionView {
    /// Its id.
    pub decision_id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// Who issued.
    pub decided_by: Uuid,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// Licence and permits issued, in order.
    pub issued: Vec<IssuedView>,
    /// Filings taken on file.
    pub filed: Vec<FiledView>,
    /// What waits, and for what.
    pub waiting: Vec<WaitingView>,
    /// What was refused, and because of what.
    pub refused: Vec<RefusedView>,
    /// Every check that was made, with what it went by and what came of it.
    pub checks: Vec<CheckedView>,
}

/// A certificate that was issued.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Issued)]
pub struct IssuedView {
    /// Code of the item.
    #[schema(example = "business_licence")]
    pub item: String,
    /// The certificate.
    pub certificate_id: Uuid,
    /// Its number.
    pub number: String,
    /// Whether its holder may open at once; if not: 领证、暂不得营业 (S10).
    pub operative: bool,
    /// Number of the served decision; null where the approver's own was served before.
    pub notice: Option<String>,
}

/// A filing that was taken on file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Filed)]
pub struct FiledView {
    /// Code of the item.
    #[schema(example = "catering_eia_filing")]
    pub item: String,
    /// Number of the receipt.
    pub receipt: String,
}

/// An item that waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Waiting)]
pub struct WaitingView {
    /// Code of the item.
    #[schema(example = "fire_check")]
    pub item: String,
    /// What it waits for.
    pub because: Vec<BecauseView>,
}

/// A check that failed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Because)]
pub struct BecauseView {
    /// Which.
    #[schema(schema_with = words::<CheckCode>)]
    pub check: CheckCode,
    /// The material, clause, field, item or application in question.
    pub subject: Option<String>,
}

/// An item that was refused.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Refused)]
pub struct RefusedView {
    /// Code of the item.
    pub item: String,
    /// Stable code of the ground.
    #[schema(example = "barred")]
    pub ground: String,
    /// The reason, as the decision states it.
    pub reason: String,
    /// Number of the served decision.
    pub notice: String,
}

/// A check that was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Checked)]
pub struct CheckedView {
    /// What was looked at.
    #[schema(schema_with = words::<CheckCode>)]
    pub check: CheckCode,
    /// What came of it: `passed`, `warning` or `failed`.
    #[schema(value_type = String, example = "passed")]
    pub outcome: Outcome,
    /// The item; the whole application when null.
    pub item: Option<String>,
    /// The material, clause, field, item or application in question.
    pub subject: Option<String>,
    /// What it went by: codes, versions and dates.
    #[schema(value_type = Option<Object>)]
    pub inputs: serde_json::Value,
}

impl From<Issue> for IssueView {
    fn from(issue: Issue) -> Self {
        Self {
            application_status: issue.status,
            check_codes: issue.certificates.iter().map(|certificate| certificate.check_code.clone()).collect(),
            decision: issue.record.into(),
        }
    }
}

impl From<DecisionRecord> for DecisionView {
    fn from(record: DecisionRecord) -> Self {
        let result = record.result;
        Self {
            decision_id: record.id.into(),
            application_id: record.application.into(),
            decided_by: record.decided_by,
            decided_at: record.decided_at,
            issued: result.issued.into_iter().map(Into::into).collect(),
            filed: result.filed.into_iter().map(Into::into).collect(),
            waiting: result.waiting.into_iter().map(Into::into).collect(),
            refused: result.refused.into_iter().map(Into::into).collect(),
            checks: record.checks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<IssuedItem> for IssuedView {
    fn from(it: IssuedItem) -> Self {
        let IssuedItem { item, certificate, number, operative, notice } = it;
        Self { item, certificate_id: certificate.into(), number, operative, notice }
    }
}

impl From<FiledItem> for FiledView {
    fn from(it: FiledItem) -> Self {
        Self { item: it.item, receipt: it.receipt }
    }
}

impl From<Waiting> for WaitingView {
    fn from(it: Waiting) -> Self {
        let because = it.reasons.into_iter().map(|it| BecauseView { check: it.check, subject: it.subject }).collect();
        Self { item: it.item, because }
    }
}

impl From<RefusedItem> for RefusedView {
    fn from(it: RefusedItem) -> Self {
        Self { item: it.item, ground: it.ground.code, reason: it.ground.text, notice: it.notice }
    }
}

impl From<Check> for CheckedView {
    fn from(it: Check) -> Self {
        Self { check: it.code, outcome: it.outcome, item: it.item, subject: it.subject, inputs: it.inputs }
    }
}
