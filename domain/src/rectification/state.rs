//! Where an order stands, and every arrow between.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::certificate::CertificateStatus;

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
    /// Its certificate was taken before it was settled: nothing is left to mend, unless that is set aside (S17, S18).
    FallenAway {
        /// When.
        at: DateTime<Utc>,
        /// What became of the certificate then.
        because: CertificateStatus,
        /// How it stood.
        before: Box<Self>,
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
    (RectificationStatus::Ordered, "revoke_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Ordered, "annul_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Ordered, "deregister_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Overdue, "revoke_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Overdue, "annul_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Overdue, "deregister_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Submitted, "revoke_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Submitted, "annul_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::Submitted, "deregister_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::NotMended, "revoke_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::NotMended, "annul_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::NotMended, "deregister_certificate", RectificationStatus::FallenAway),
    (RectificationStatus::FallenAway, "decide_objection", RectificationStatus::Ordered),
    (RectificationStatus::FallenAway, "decide_objection", RectificationStatus::Overdue),
    (RectificationStatus::FallenAway, "decide_objection", RectificationStatus::Submitted),
    (RectificationStatus::FallenAway, "decide_objection", RectificationStatus::NotMended),
];
