//! What can be done against a decision: each refusal says it (行政许可法 §38).

use serde::Serialize;

use crate::time::Period;

/// A way to object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// Which: 行政复议 or 行政诉讼.
    pub remedy: &'static str,
    /// Within what time from when the decision was known.
    pub within: Period,
    /// The article that gives it.
    pub basis: &'static str,
}

/// Within what time a decision can be taken to court (行政诉讼法 §46).
pub const SUIT: Period = Period::Months(6);

/// Both ways, for the notice of a refusal.
pub const REMEDIES: [Remedy; 2] = [
    Remedy { remedy: "administrative_reconsideration", within: Period::Days(60), basis: "行政复议法 §20" },
    Remedy { remedy: "administrative_suit", within: SUIT, basis: "行政诉讼法 §46" },
];
