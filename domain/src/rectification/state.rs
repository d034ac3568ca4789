//! Where an order stands, and every arrow between.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(RectificationStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a rectification order stands, without the details.")]
pub enum RectificationState {
    /// The business is to mend.
    Ordered,
    /// The day passed without a word from the business.
    Overdue {
        /// When that was found.
        at: DateTime<Utc>,
    },
    /// The business says it has mended; the department is to look.
    Submitted {
        /// When.
        at: DateTime<Utc>,
    },
    /// It is mended.
    Mended {
        /// When that was found.
        at: DateTime<Utc>,
    },
    /// It is not mended, or the business refuses to.
    NotMended {
        /// When that was found.
        at: DateTime<Utc>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it. Prolonging leaves it where it stands.
pub const RECTIFICATION_ARROWS: &[(RectificationStatus, &str, RectificationStatus)] = &[
    (RectificationStatus::Ordered, "submit_rectification", RectificationStatus::Submitted),
    (RectificationStatus::Ordered, "sweep", RectificationStatus::Overdue),
    (RectificationStatus::Overdue, "submit_rectification", RectificationStatus::Submitted),
    (RectificationStatus::Ordered, "recheck_rectification", RectificationStatus::Mended),
    (RectificationStatus::Ordered, "recheck_rectification", RectificationStatus::NotMended),
    (RectificationStatus::Overdue, "recheck_rectification", RectificationStatus::Mended),
    (RectificationStatus::Overdue, "recheck_rectification", RectificationStatus::NotMended),
    (RectificationStatus::Submitted, "recheck_rectification", RectificationStatus::Mended),
    (RectificationStatus::Submitted, "recheck_rectification", RectificationStatus::NotMended),
];
