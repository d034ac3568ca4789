//! By what figures are told apart.

use serde::{Deserialize, Serialize};

/// By what figures are told apart.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum By {
    /// By department.
    #[default]
    Department,
    /// By item.
    Item,
    /// By the division of the premises.
    Division,
    /// By month.
    Month,
}
