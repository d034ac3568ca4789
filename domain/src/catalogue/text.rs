//! Texts that people read.

use serde::{Deserialize, Serialize};

/// A text in both languages of the API; Chinese is the one that counts in law.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}
