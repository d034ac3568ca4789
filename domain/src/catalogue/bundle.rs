//! Bundles (一业一证 scenes): a trade, the questions asked about it, and what the answers make of it (S2).

use serde::{Deserialize, Serialize};

use super::{Expression, Provenance, Question, Text};
use crate::identity::TradeCode;

/// Which items a bundle asks for, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// When; always if empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expression>,
    /// Codes of the items. The licence is in no rule: it goes without saying unless there is one.
    pub items: Vec<String>,
}

/// A trade's scene.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// GB/T 4754 codes of the trades it is for.
    pub trade_codes: Vec<TradeCode>,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// Where its facts come from.
    pub provenance: Provenance,
}
