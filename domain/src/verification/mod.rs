//! Verification tasks (S14, S15): they exist from the moment of issue, with owner and clause list. Working them is the
//! supervision's part.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    catalogue::Item,
    commitment::Commitment,
    id::{CertificateId, VerificationTaskId},
};

/// What is to be checked, and so whose task it is.
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
pub enum VerificationKind {
    /// Whether the commitment is kept: the supervising department, 2 months from its receipt (S14).
    Commitment,
    /// On-site survey or testing: the approving organ, 15 working days from the grant (S15).
    SiteCheck,
    /// A condition promised by a day was not proved by it (S10).
    MissedDate,
    /// A material due after issue did not come (S5).
    MissingMaterial,
}

/// Where a task stands.
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
pub enum VerificationStatus {
    /// To be done.
    Open,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationTask {
    /// Its id.
    pub id: VerificationTaskId,
    /// What is to be checked.
    pub kind: VerificationKind,
    /// The department that owes it.
    pub department: String,
    /// The certificate.
    pub certificate: CertificateId,
    /// Code of the item.
    pub item_code: String,
    /// The clauses to look at.
    pub clauses: Vec<String>,
    /// The material that is missing, for that kind.
    pub material_code: Option<String>,
    /// Since when the department can fetch it.
    pub available_at: DateTime<Utc>,
    /// Where it stands.
    pub status: VerificationStatus,
}

/// The tasks that an issued item brings: a commitment check by the supervisor for what was promised (S14), a site check
/// by the issuer where the item demands one (S15).
pub fn tasks_at_issue(item: &Item, commitment: Option<&Commitment>) -> Vec<(VerificationKind, Vec<String>)> {
    let mut tasks = Vec::new();
    if let Some(commitment) = commitment {
        let clauses = commitment.promises.iter().map(|promise| promise.clause.clone()).collect();
        tasks.push((VerificationKind::Commitment, clauses));
    }
    if item.site_check.is_some() {
        let clauses = item.conditions.iter().map(|condition| condition.clause.clone()).collect();
        tasks.push((VerificationKind::SiteCheck, clauses));
    }
    tasks
}
