//! What documents there are, and the word that each kind's numbers bear.

use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DocumentKind {
    /// 责令整改通知书 (S16).
    Rectification,
    /// 整改延期决定书 (S16).
    RectificationExtension,
    /// 整改复查意见书 (S16).
    Recheck,
    /// 立案决定书 (行政处罚法 §54).
    CaseOpening,
    /// 责令停止通知书 (S17).
    StopOrder,
    /// 解除责令停止通知书 (S17).
    StopLifted,
    /// 行政处罚事先告知暨听证告知书 (行政处罚法 §44, §63).
    HearingNotice,
    /// 听证报告 (行政处罚法 §64).
    HearingReport,
    /// 行政处罚决定书 (行政处罚法 §59).
    Penalty,
    /// 吊销许可证件决定书 (行政处罚法 §57, §59; S17).
    Revocation,
    /// 函告 (S18).
    Letter,
    /// 函告回执 (S18).
    LetterReceipt,
    /// 撤销行政许可决定书 (行政许可法 §69; S18).
    Annulment,
    /// 注销行政许可决定书 (行政许可法 §70; S18).
    Deregistration,
    /// 行政复议决定书 (行政复议法 §75).
    ObjectionDecision,
    /// 结案报告.
    CaseClosing,
    /// 信用修复决定书 (S19).
    CreditRepair,
}

impl DocumentKind {
    /// 文种: the word that stands in the number after the body's own mark.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rectification => "责改",
            Self::RectificationExtension => "改延",
            Self::Recheck => "复查",
            Self::CaseOpening => "立",
            Self::StopOrder => "责停",
            Self::StopLifted => "解停",
            Self::HearingNotice => "听告",
            Self::HearingReport => "听报",
            Self::Penalty => "罚",
            Self::Revocation => "吊",
            Self::Letter => "函",
            Self::LetterReceipt => "函回",
            Self::Annulment => "撤",
            Self::Deregistration => "注",
            Self::ObjectionDecision => "复决",
            Self::CaseClosing => "结",
            Self::CreditRepair => "信修",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn no_two_kinds_share_a_series() {
        let words: BTreeSet<&str> = DocumentKind::iter().map(DocumentKind::word).collect();
        assert_eq!(words.len(), DocumentKind::iter().count());
    }
}
