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
