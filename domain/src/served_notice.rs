//! Everything that is served on the applicant: receipts, correction notices, suspensions, decisions (S6). Each has a
//! number, a channel and a time of service.

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    application::Channel,
    id::{RequestedItemId, ServedNoticeId},
    time::local_date,
};

/// What is served.
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
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NoticeKind {
    /// 受理通知书.
    Acceptance,
    /// 补正告知书: everything that is to be corrected, once.
    Correction,
    /// 不予受理决定书: not this authority's.
    NotThisAuthority,
    /// 无需许可告知书.
    NoPermitNeeded,
    /// 容缺受理告知书: what may follow later, by when, and what happens otherwise (S5).
    Deferral,
    /// 时限中止告知书: of the decision (行政许可法 §45), or of a check after it (S14).
    Suspension,
    /// 时限恢复告知书.
    Resumption,
    /// 延长办理期限告知书 (行政许可法 §42).
    Extension,
    /// 准予许可决定书.
    Grant,
    /// 不予许可决定书, with the right to review and suit (行政许可法 §38).
    Refusal,
    /// 备案回执.
    Filing,
    /// 终止办理告知书.
    Lapse,
    /// 撤回确认.
    Withdrawal,
    /// 信用修复决定书, granted or refused (S19).
    CreditRepair,
}

impl NoticeKind {
    /// The letters that stand in the document's number.
    pub fn series(self) -> &'static str {
        match self {
            Self::Acceptance => "SL",
            Self::Correction => "BZ",
            Self::NotThisAuthority => "BSL",
            Self::NoPermitNeeded => "WX",
            Self::Deferral => "RQ",
            Self::Suspension => "ZT",
            Self::Resumption => "HF",
            Self::Extension => "YC",
            Self::Grant => "XK",
            Self::Refusal => "BXK",
            Self::Filing => "BA",
            Self::Lapse => "ZZ",
            Self::Withdrawal => "CH",
            Self::CreditRepair => "XF",
        }
    }
}

/// How a notice reaches the applicant.
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
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ServiceChannel {
    /// Handed over at the window.
    Counter,
    /// Shown in the applicant's account.
    Online,
    /// By post.
    Post,
}

impl ServiceChannel {
    /// How the applicant is usually reached: over the channel the application came by. Who came to the window is served
    /// there while present, and else by post.
    pub fn usual(channel: Channel, at_the_window: bool) -> Self {
        match channel {
            Channel::Portal | Channel::App | Channel::Edi | Channel::Email => Self::Online,
            Channel::Counter if at_the_window => Self::Counter,
            Channel::Counter | Channel::Letter | Channel::Telex | Channel::Fax => Self::Post,
        }
    }
}

/// A notice as served.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ServedNotice {
    /// Its id.
    pub id: ServedNoticeId,
    /// The item it is about; the whole application when empty.
    pub item: Option<RequestedItemId>,
    /// What it is.
    pub kind: NoticeKind,
    /// Its number.
    pub number: String,
    /// How it was served.
    pub channel: ServiceChannel,
    /// When.
    pub served_at: DateTime<Utc>,
    /// What it says: codes, dates and the office's words.
    pub content: serde_json::Value,
}

/// A document's number: series, local year, and a part that is unique without a shared counter (design §3), drawn from
/// the document's own random id.
pub fn document_number(series: &str, at: DateTime<Utc>, id: Uuid) -> String {
    format!("{series}-{}-{}", local_date(at).year(), short_code(id))
}

/// Twelve characters of the USCC alphabet (no letters that are mistaken for digits) from the random half of an id:
/// 60 bits or close to it.
pub fn short_code(id: Uuid) -> String {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut rest = u64::from_be_bytes(id.as_bytes()[8..].try_into().unwrap_or_default()) & 0x3fff_ffff_ffff_ffff;
    let mut code = String::with_capacity(12);
    for _ in 0..12 {
        code.push(char::from(ALPHABET[(rest % 31) as usize]));
        rest /= 31;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_series_and_local_year() {
        let at = "2025-12-31T16:00:00Z".parse().unwrap();
        let id = Uuid::from_u128(0x0193_0000_0000_7000_8123_4567_89ab_cdef);
        let number = document_number(NoticeKind::Acceptance.series(), at, id);
        assert!(number.starts_with("SL-2026-"), "{number}");
        assert_eq!(number.len(), "SL-2026-".len() + 12);
    }
}
