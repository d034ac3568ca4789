//! How an event comes to a department's system.

use serde::{Deserialize, Serialize};

/// Which side moved it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ExchangeWay {
    /// The department read it and acknowledged it.
    Pulled,
    /// Kaiye sent it and the department's registered endpoint answered 2xx.
    Pushed,
}

/// Whether an event tells its departments of what they are to verify: with its receipt they have received that (S13, S14).
pub fn carries_approval(kind: &str) -> bool {
    matches!(kind, "application.issued" | "certificate.issued" | "verification.created")
}
