//! Where a record stands, and every arrow between.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::CreditRepairId;

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(CreditStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a credit record stands, without the details.")]
pub enum CreditState {
    /// 公示中.
    Published,
    /// Published no longer: its time was over. What it bars stays barred until repair.
    Ended {
        /// When.
        at: DateTime<Utc>,
    },
    /// 信用修复: published no longer, and by policy the bar is lifted.
    Repaired {
        /// When.
        at: DateTime<Utc>,
        /// By which repair.
        by: CreditRepairId,
    },
    /// Every decision that it rested on was set aside.
    Withdrawn {
        /// When.
        at: DateTime<Utc>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const CREDIT_ARROWS: &[(CreditStatus, &str, CreditStatus)] = &[
    (CreditStatus::Published, "sweep", CreditStatus::Ended),
    (CreditStatus::Published, "decide_credit_repair", CreditStatus::Repaired),
    (CreditStatus::Ended, "decide_credit_repair", CreditStatus::Repaired),
    (CreditStatus::Published, "decide_objection", CreditStatus::Withdrawn),
    (CreditStatus::Ended, "decide_objection", CreditStatus::Withdrawn),
    (CreditStatus::Repaired, "decide_objection", CreditStatus::Withdrawn),
];
