//! What documents there are, and the word that each kind's numbers bear.

use serde::{Deserialize, Serialize};

use crate::served_notice::NoticeKind;

/// The one-time notice's template.
pub const ONE_TIME_NOTICE: &str = "one_time_notice.html";

/// Templates of pages that are about no application: the public check, a letter to fill in, the one-time notice.
pub const PAGES: [&str; 3] = ["check.html", "blank_letter.html", ONE_TIME_NOTICE];

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
    /// 承诺条件确认决定书: whether what was promised by a day is met (S10).
    Readiness,
    /// 受理通知书 (S6).
    Acceptance,
    /// 补正告知书: everything that is to be corrected, once (S6).
    Correction,
    /// 不予受理决定书 (S6).
    NotThisAuthority,
    /// 无需许可告知书 (S6).
    NoPermitNeeded,
    /// 容缺受理告知书 (S5).
    Deferral,
    /// 时限中止告知书: of the decision (行政许可法 §45), or of a check after it (S14).
    Suspension,
    /// 时限恢复告知书.
    Resumption,
    /// 延长办理期限告知书 (行政许可法 §42).
    Extension,
    /// 准予行政许可决定书 (行政许可法 §38).
    Grant,
    /// 不予行政许可决定书 (行政许可法 §38).
    Refusal,
    /// 备案回执.
    Filing,
    /// 终止办理告知书.
    Lapse,
    /// 撤回确认书 (S4).
    Withdrawal,
    /// 告知承诺书, as signed (S4).
    CommitmentLetter,
    /// 营业执照 (S9).
    BusinessLicence,
    /// 许可证, or the certificate of a registration (S9).
    Permit,
}

impl DocumentKind {
    /// 文种: the word that stands in the number after the body's own mark; none for a paper that bears the number of what
    /// it is about.
    pub fn word(self) -> Option<&'static str> {
        Some(match self {
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
            Self::Readiness => "承确",
            Self::Acceptance
            | Self::Correction
            | Self::NotThisAuthority
            | Self::NoPermitNeeded
            | Self::Deferral
            | Self::Suspension
            | Self::Resumption
            | Self::Extension
            | Self::Grant
            | Self::Refusal
            | Self::Filing
            | Self::Lapse
            | Self::Withdrawal
            | Self::CommitmentLetter
            | Self::BusinessLicence
            | Self::Permit => return None,
        })
    }

    /// What stands above the document.
    pub fn title(self) -> &'static str {
        match self {
            Self::Rectification => "责令整改通知书",
            Self::RectificationExtension => "整改延期决定书",
            Self::Recheck => "整改复查意见书",
            Self::CaseOpening => "立案决定书",
            Self::StopOrder => "责令停止通知书",
            Self::StopLifted => "解除责令停止通知书",
            Self::HearingNotice => "行政处罚事先告知暨听证告知书",
            Self::HearingReport => "听证报告",
            Self::Penalty => "行政处罚决定书",
            Self::Revocation => "吊销许可证件决定书",
            Self::Letter => "函",
            Self::LetterReceipt => "函告回执",
            Self::Annulment => "撤销行政许可决定书",
            Self::Deregistration => "注销行政许可决定书",
            Self::ObjectionDecision => "行政复议决定书",
            Self::CaseClosing => "结案报告",
            Self::CreditRepair => "信用修复决定书",
            Self::Readiness => "承诺条件确认决定书",
            Self::Acceptance => "受理通知书",
            Self::Correction => "补正告知书",
            Self::NotThisAuthority => "不予受理决定书",
            Self::NoPermitNeeded => "无需许可告知书",
            Self::Deferral => "容缺受理告知书",
            Self::Suspension => "时限中止告知书",
            Self::Resumption => "时限恢复告知书",
            Self::Extension => "延长办理期限告知书",
            Self::Grant => "准予行政许可决定书",
            Self::Refusal => "不予行政许可决定书",
            Self::Filing => "备案回执",
            Self::Lapse => "终止办理告知书",
            Self::Withdrawal => "撤回确认书",
            Self::CommitmentLetter => "告知承诺书",
            Self::BusinessLicence => "营业执照",
            Self::Permit => "许可证",
        }
    }

    /// The same in English, for who cannot read it.
    pub fn title_in_english(self) -> &'static str {
        match self {
            Self::Rectification => "Order to rectify",
            Self::RectificationExtension => "Decision to prolong a rectification",
            Self::Recheck => "Findings of a re-check",
            Self::CaseOpening => "Decision to open a case",
            Self::StopOrder => "Order to stop",
            Self::StopLifted => "Notice that an order to stop is lifted",
            Self::HearingNotice => "Notice of an intended penalty and of a hearing",
            Self::HearingReport => "Report of a hearing",
            Self::Penalty => "Penalty decision",
            Self::Revocation => "Decision to revoke a permit",
            Self::Letter => "Official letter",
            Self::LetterReceipt => "Receipt for an official letter",
            Self::Annulment => "Decision to annul a grant",
            Self::Deregistration => "Decision to deregister a permit",
            Self::ObjectionDecision => "Decision on an administrative reconsideration",
            Self::CaseClosing => "Report on closing a case",
            Self::CreditRepair => "Decision on credit repair",
            Self::Readiness => "Decision on a promised condition",
            Self::Acceptance => "Notice of acceptance",
            Self::Correction => "Notice of what is to be corrected",
            Self::NotThisAuthority => "Decision not to accept an application",
            Self::NoPermitNeeded => "Notice that no permit is needed",
            Self::Deferral => "Notice of acceptance with materials to follow",
            Self::Suspension => "Notice that the period stands still",
            Self::Resumption => "Notice that the period goes on",
            Self::Extension => "Notice that the period is prolonged",
            Self::Grant => "Decision to grant a permit",
            Self::Refusal => "Decision to refuse a permit",
            Self::Filing => "Receipt for a filing",
            Self::Lapse => "Notice that the handling has ended",
            Self::Withdrawal => "Confirmation of a withdrawal",
            Self::CommitmentLetter => "Letter of commitment",
            Self::BusinessLicence => "Business licence",
            Self::Permit => "Permit",
        }
    }

    /// The paper that a served notice is read on; none for credit repair, whose decision is a document of its own series.
    pub fn of_notice(kind: NoticeKind) -> Option<Self> {
        Some(match kind {
            NoticeKind::Acceptance => Self::Acceptance,
            NoticeKind::Correction => Self::Correction,
            NoticeKind::NotThisAuthority => Self::NotThisAuthority,
            NoticeKind::NoPermitNeeded => Self::NoPermitNeeded,
            NoticeKind::Deferral => Self::Deferral,
            NoticeKind::Suspension => Self::Suspension,
            NoticeKind::Resumption => Self::Resumption,
            NoticeKind::Extension => Self::Extension,
            NoticeKind::Grant => Self::Grant,
            NoticeKind::Refusal => Self::Refusal,
            NoticeKind::Filing => Self::Filing,
            NoticeKind::Lapse => Self::Lapse,
            NoticeKind::Withdrawal => Self::Withdrawal,
            NoticeKind::CreditRepair => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn no_two_kinds_share_a_series() {
        let counted: Vec<&str> = DocumentKind::iter().filter_map(DocumentKind::word).collect();
        assert_eq!(counted.iter().collect::<BTreeSet<_>>().len(), counted.len());
        assert_eq!(counted.len(), 18);
    }

    #[test]
    fn no_two_kinds_share_a_title() {
        let titles: BTreeSet<&str> = DocumentKind::iter().map(DocumentKind::title).collect();
        assert_eq!(titles.len(), DocumentKind::iter().count());
        let in_english: BTreeSet<&str> = DocumentKind::iter().map(DocumentKind::title_in_english).collect();
        assert_eq!(in_english.len(), titles.len());
    }

    #[test]
    fn every_notice_but_the_repairs_is_a_paper_without_a_series() {
        for notice in NoticeKind::iter().filter(|notice| *notice != NoticeKind::CreditRepair) {
            let kind = DocumentKind::of_notice(notice).expect("a paper");
            assert_eq!((<&str>::from(kind), kind.word()), (notice.into(), None));
        }
        assert_eq!(DocumentKind::of_notice(NoticeKind::CreditRepair), None);
    }
}
