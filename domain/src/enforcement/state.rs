//! Where a case stands, and every arrow between. Hearing, letter, stop and objections are facts beside it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(CaseStatus), vis(pub))]
#[strum_discriminants(derive(
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "Where an enforcement case stands, without the details.")]
pub enum CaseState {
    /// Under way.
    Open,
    /// The certificate was revoked (吊销).
    Revoked {
        /// When.
        at: DateTime<Utc>,
    },
    /// The grant was annulled (撤销).
    Annulled {
        /// When.
        at: DateTime<Utc>,
    },
    /// Settled.
    Closed {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Uuid,
        /// How.
        outcome: CaseOutcome,
        /// Number of the document that closed it.
        document: String,
    },
}

/// How a case was settled.
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
pub enum CaseOutcome {
    /// What was wrong is mended.
    Mended,
    /// Nothing was wrong.
    Unfounded,
    /// The penalty settles it.
    Penalised,
    /// The order to stop stays and settles it.
    StopKept,
    /// 注销: the register is closed.
    Deregistered,
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const CASE_ARROWS: &[(CaseStatus, &str, CaseStatus)] = &[
    (CaseStatus::Open, "revoke_certificate", CaseStatus::Revoked),
    (CaseStatus::Open, "annul_certificate", CaseStatus::Annulled),
    (CaseStatus::Open, "close_enforcement_case", CaseStatus::Closed),
    (CaseStatus::Revoked, "annul_certificate", CaseStatus::Annulled),
    (CaseStatus::Revoked, "deregister_certificate", CaseStatus::Closed),
    (CaseStatus::Annulled, "deregister_certificate", CaseStatus::Closed),
    (CaseStatus::Revoked, "decide_objection", CaseStatus::Open),
    (CaseStatus::Annulled, "decide_objection", CaseStatus::Open),
    (CaseStatus::Annulled, "decide_objection", CaseStatus::Revoked),
    (CaseStatus::Closed, "decide_objection", CaseStatus::Open),
];
