//! Where a task stands; each state holds just what belongs to it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{certificate::CertificateStatus, time::SuspensionGround};

/// Where a task stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(VerificationStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a task stands, without the details.")]
pub enum VerificationState {
    /// Nobody is on it.
    #[default]
    Open,
    /// Officers are on it.
    Assigned {
        /// Who, and how.
        assignment: Assignment,
    },
    /// The clock stands still.
    Suspended {
        /// Who is on it, and how.
        assignment: Assignment,
        /// Since when.
        since: DateTime<Utc>,
        /// What for.
        ground: SuspensionGround,
        /// In the officer's words.
        reason: String,
    },
    /// Every point was found; what came of it follows from the findings.
    Concluded {
        /// Who was on it, and how.
        assignment: Assignment,
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Uuid,
        /// What came of it.
        verdict: Verdict,
        /// The officers' summary.
        remarks: Option<String>,
    },
    /// Its certificate was taken before it was done: nothing is left to check, unless that is set aside (S17, S18).
    FallenAway {
        /// When.
        at: DateTime<Utc>,
        /// What became of the certificate then.
        because: CertificateStatus,
        /// How it stood.
        before: Box<Self>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it. Receipt and findings leave it where it stands.
pub const VERIFICATION_ARROWS: &[(VerificationStatus, &str, VerificationStatus)] = &[
    (VerificationStatus::Open, "assign_verification_task", VerificationStatus::Assigned),
    (VerificationStatus::Assigned, "assign_verification_task", VerificationStatus::Assigned),
    (VerificationStatus::Assigned, "suspend_verification_task", VerificationStatus::Suspended),
    (VerificationStatus::Suspended, "resume_verification_task", VerificationStatus::Assigned),
    (VerificationStatus::Assigned, "conclude_verification_task", VerificationStatus::Concluded),
    (VerificationStatus::Open, "revoke_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Open, "annul_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Open, "deregister_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Assigned, "revoke_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Assigned, "annul_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Assigned, "deregister_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Suspended, "revoke_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Suspended, "annul_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::Suspended, "deregister_certificate", VerificationStatus::FallenAway),
    (VerificationStatus::FallenAway, "decide_objection", VerificationStatus::Open),
    (VerificationStatus::FallenAway, "decide_objection", VerificationStatus::Assigned),
    (VerificationStatus::FallenAway, "decide_objection", VerificationStatus::Suspended),
];

/// Who is on a task, and how it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The officers' accounts.
    pub officers: Vec<Uuid>,
    /// How.
    pub method: CheckMethod,
    /// Who assigned them.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// How a check is done.
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
pub enum CheckMethod {
    /// From papers and data (行政许可法 §61).
    Documents,
    /// At the place, by two officers or more (行政许可法 §34, §62; 行政处罚法 §42).
    OnSite,
}

impl CheckMethod {
    /// How many officers it takes at least.
    pub fn officers(self) -> usize {
        match self {
            Self::Documents => 1,
            Self::OnSite => 2,
        }
    }
}

/// What came of a task.
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
pub enum Verdict {
    /// Nothing was found against the business.
    Kept,
    /// What was promised and what was found do not agree (S16).
    Mismatch,
}

impl VerificationState {
    /// Whether the task is done.
    pub fn is_concluded(&self) -> bool {
        matches!(self, Self::Concluded { .. })
    }

    /// Whether nothing is to be done with it: it is done, or fell away.
    pub fn has_ended(&self) -> bool {
        matches!(self, Self::Concluded { .. } | Self::FallenAway { .. })
    }

    /// When it fell away, and what had become of its certificate, where it did.
    pub fn fallen_away(&self) -> Option<(DateTime<Utc>, CertificateStatus)> {
        match self {
            Self::FallenAway { at, because, .. } => Some((*at, *because)),
            _ => None,
        }
    }

    /// Who is or was on it.
    pub fn assignment(&self) -> Option<&Assignment> {
        match self {
            Self::Open => None,
            Self::Assigned { assignment } | Self::Suspended { assignment, .. } | Self::Concluded { assignment, .. } => {
                Some(assignment)
            }
            Self::FallenAway { before, .. } => before.assignment(),
        }
    }

    /// What came of it, once it is concluded.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Concluded { verdict, .. } => Some(*verdict),
            Self::Open | Self::Assigned { .. } | Self::Suspended { .. } | Self::FallenAway { .. } => None,
        }
    }
}
