//! Places: the zone and the counties it lies in.

use serde::{Deserialize, Serialize};

use super::Text;

/// What kind of place a division is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DivisionKind {
    /// 地州, above the counties.
    Prefecture,
    /// 县: premises always lie in one.
    County,
    /// 开发区: lies in several counties and has no GB/T 2260 code of its own.
    Zone,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// GB/T 2260 code; a zone, which has none, bears a word of its own.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// What kind of place it is.
    pub kind: DivisionKind,
    /// Code of the department that reviews the decisions of the bodies seated here (行政复议法 §24: the people's government of
    /// their own level); the jurisdiction's where it names none.
    #[serde(default)]
    pub review_body: Option<String>,
    /// The court that suits against the bodies seated here go to (行政诉讼法 §18); papers name none where nobody confirmed one.
    #[serde(default)]
    pub court: Option<Text>,
}
