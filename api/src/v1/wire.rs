//! Shapes that several resources share.

use kaiye_domain::catalogue::Text;
use serde::Serialize;
use utoipa::ToSchema;

/// A text that people read, in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Title {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl From<&Text> for Title {
    fn from(text: &Text) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }
}
