//! What officers find: a result for each clause, with place, time and evidence; and, as a finding of its own, a business
//! that was open before it had proved what it may only open with (S10).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::EvidenceId;

/// Most files of one task.
pub const MAX_EVIDENCE: usize = 100;

/// What was found of a clause.
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
pub enum FindingResult {
    /// It is as promised.
    Kept,
    /// It is not as promised.
    NotKept,
    /// It was untrue when it was promised (虚假承诺).
    False,
    /// It has no bearing on this business.
    NotApplicable,
}

impl FindingResult {
    /// Whether it goes against the business, and so has to be proved.
    pub fn is_adverse(self) -> bool {
        matches!(self, Self::NotKept | Self::False)
    }
}

/// What was found of one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseFinding {
    /// Number of the clause; of a missing material, its code.
    pub clause: String,
    /// The result.
    pub result: FindingResult,
    /// What was seen.
    pub seen: Sighting,
}

/// The business was open while its certificate was dormant (领证、暂不得营业, S10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyOpening {
    /// What was seen.
    pub seen: Sighting,
}

/// Where, when and by whom something was seen, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// Where; always at the place for a check on site.
    pub place: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// In the officer's words.
    pub note: String,
    /// What shows it.
    pub evidence: Vec<EvidenceId>,
    /// Who recorded it.
    pub by: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// A file that shows what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// Name of the file.
    pub file_name: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
    /// Who added it.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}
