//! What each code says to people, in both languages, from one table (`texts/*.toml`, a file an area). A code without
//! texts is a defect that the tests find.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Language;

const FILES: &[&str] = &[
    include_str!("texts/platform.toml"),
    include_str!("texts/identity.toml"),
    include_str!("texts/fields.toml"),
    include_str!("texts/applications.toml"),
    include_str!("texts/checks.toml"),
    include_str!("texts/codes.toml"),
    include_str!("texts/handling.toml"),
    include_str!("texts/intake.toml"),
    include_str!("texts/issuing.toml"),
    include_str!("texts/supervision.toml"),
    include_str!("texts/exchange.toml"),
    include_str!("texts/press.toml"),
];

/// What one code says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
    /// What to do about it, in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh_advice: Option<String>,
    /// What to do about it, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en_advice: Option<String>,
}

impl Text {
    /// What is wrong.
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// What to do about it.
    pub fn advice(&self, language: Language) -> Option<&str> {
        match language {
            Language::Chinese => self.zh_advice.as_deref(),
            Language::English => self.en_advice.as_deref(),
        }
    }
}

/// The whole table.
pub fn all() -> &'static BTreeMap<String, Text> {
    static TABLE: OnceLock<BTreeMap<String, Text>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = BTreeMap::new();
        for file in FILES {
            // The files are part of the program; the tests parse them.
            table.extend(toml::from_str::<BTreeMap<String, Text>>(file).unwrap_or_default());
        }
        table
    })
}

/// What this code says.
pub fn of(code: &str) -> Option<&'static Text> {
    let text = all().get(code);
    debug_assert!(text.is_some(), "no text for the code `{code}`: add it to api/src/http/texts/");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_no_code_stands_twice_or_is_empty() {
        let mut seen = BTreeMap::new();
        for (index, file) in FILES.iter().enumerate() {
            let table: BTreeMap<String, Text> = toml::from_str(file).unwrap_or_else(|error| panic!("{index}: {error}"));
            for (code, text) in table {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{code}");
                assert_eq!(text.zh_advice.is_some(), text.en_advice.is_some(), "{code}");
                assert_eq!(seen.insert(code.clone(), index), None, "{code} stands in two files");
            }
        }
    }
}
