//! What is counted.

use serde::{Deserialize, Serialize};

/// What is counted (S26). Each is defined by [`super::Definition`].
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
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
pub enum Indicator {
    /// Items filed.
    #[default]
    Received,
    /// Items decided: granted, refused or filed.
    Decided,
    /// Of those, decided on the day of acceptance (S9).
    SameDay,
    /// From acceptance to the decision, in working days.
    WorkingDays,
    /// How often a correction was asked for until the decision (S6).
    CorrectionRounds,
    /// Approvals that the supervising department acknowledged in time (S14).
    OnTimeReceipt,
    /// Commitments verified in time (S14).
    OnTimeVerification,
    /// Site checks made in time (S15).
    OnTimeSiteCheck,
    /// Rectifications accomplished in time (S16).
    OnTimeRectification,
    /// Duties that ran out and are not done yet (S20, S24).
    OverdueOpen,
    /// Findings against the department that stand (S20).
    LiabilityFindings,
    /// Findings against businesses that the department supervises, as far as they stand (S20).
    BusinessFindings,
    /// Visits of an application (S27).
    Visits,
    /// Approvals that the supervising department had by the end of the next working day (S13).
    PushPromptness,
}
