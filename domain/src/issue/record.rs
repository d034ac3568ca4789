//! The explicit result of a run of the issue transaction, and its record (S9): these now, these waiting, these refused,
//! and because of what; every check that was made stays with it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Waiting;
use crate::{
    actor::Actor,
    application::{RefusalGround, check::Check},
    certificate::Certificate,
    id::{ApplicationId, CertificateId, DecisionId},
};

/// A certificate that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedItem {
    /// Code of the item.
    pub item: String,
    /// The certificate.
    pub certificate: CertificateId,
    /// Its number.
    pub number: String,
    /// Whether its holder may open at once (S10).
    pub operative: bool,
    /// Number of the served decision; none where the approver's own was served before.
    pub notice: Option<String>,
}

impl IssuedItem {
    /// What is told of a certificate.
    pub fn of(certificate: &Certificate, notice: Option<String>) -> Self {
        Self {
            item: certificate.item_code.clone(),
            certificate: certificate.id,
            number: certificate.number.clone(),
            operative: certificate.operativity.is_operative(),
            notice,
        }
    }
}

/// A filing that was taken on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledItem {
    /// Code of the item.
    pub item: String,
    /// Number of the receipt.
    pub receipt: String,
}

/// An item that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedItem {
    /// Code of the item.
    pub item: String,
    /// Because of what.
    pub ground: RefusalGround,
    /// Number of the served decision.
    pub notice: String,
}

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueResult {
    /// Licence and permits issued, in order.
    pub issued: Vec<IssuedItem>,
    /// Filings taken on file.
    pub filed: Vec<FiledItem>,
    /// What waits, and for what.
    pub waiting: Vec<Waiting>,
    /// What was refused.
    pub refused: Vec<RefusedItem>,
}

/// The record of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecisionRecord {
    /// Its id.
    pub id: DecisionId,
    /// The application.
    pub application: ApplicationId,
    /// Who issued.
    pub decided_by: Uuid,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// Every check that was made, with its inputs and outcome.
    pub checks: Vec<Check>,
    /// What came of it.
    pub result: IssueResult,
}

impl DecisionRecord {
    /// The record as this actor may see it.
    pub fn seen_by(self, actor: &Actor) -> Self {
        Self { checks: self.checks.into_iter().map(|check| check.seen_by(actor)).collect(), ..self }
    }
}
