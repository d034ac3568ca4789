//! Where a notice stands.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where a notice stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(SupervisionStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a supervision notice stands, without the details.")]
pub enum NoticeState {
    /// It waits for the department's answer.
    Open,
    /// It waits for inspection's word on the answer.
    Answered {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Inspection is content.
    Closed {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Inspection took it back.
    Withdrawn {
        /// Since when.
        at: DateTime<Utc>,
    },
}

impl SupervisionStatus {
    /// Whether nothing follows any more.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn)
    }
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const SUPERVISION_ARROWS: &[(SupervisionStatus, &str, SupervisionStatus)] = &[
    (SupervisionStatus::Open, "answer_supervision_notice", SupervisionStatus::Answered),
    (SupervisionStatus::Open, "close_supervision_notice", SupervisionStatus::Withdrawn),
    (SupervisionStatus::Answered, "close_supervision_notice", SupervisionStatus::Closed),
    (SupervisionStatus::Answered, "close_supervision_notice", SupervisionStatus::Open),
    (SupervisionStatus::Answered, "close_supervision_notice", SupervisionStatus::Withdrawn),
];
