//! What messages are about: which events an applicant is told of, and which of them the applicant may do without.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Placeholder;
use crate::obligation::Obligation;

/// What the applicant owes ends soon: what the log says once for each last day.
pub const REMINDER: &str = "duty.near_due";

/// Whether the applicant is reminded of what is owed under this rule (S5, S6, S10, S16).
pub fn reminds(rule: Obligation) -> bool {
    Topic::of_reminder(rule).is_some()
}

/// What a message is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
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
pub enum Topic {
    /// The application was accepted (S6).
    Accepted,
    /// What is to be corrected, once (S6).
    CorrectionRequested,
    /// It is not taken in (S6).
    Declined,
    /// What may follow later, and by when (S5).
    MaterialsDeferred,
    /// An item was decided on (行政许可法 §38).
    Decided,
    /// Certificates were issued, or filings taken on file (S9).
    Issued,
    /// An item's handling ended.
    Lapsed,
    /// A period stands still, goes on or is longer (行政许可法 §42, §45).
    PeriodChanged,
    /// A correction is due soon.
    CorrectionDue,
    /// A deferred material is due soon (S5).
    MaterialDue,
    /// The proof of a promise by a date is due soon (S10).
    ReadinessDue,
    /// A rectification is due soon (S16).
    RectificationDue,
    /// A deferred material did not come (S5).
    MaterialOverdue,
    /// A promised date has passed without proof (S10).
    PromiseMissed,
    /// The proof is confirmed: the business may open (S10).
    ReadinessConfirmed,
    /// The proof is not enough (S10).
    ReadinessRejected,
    /// Something is to be mended by a date (S16).
    RectificationOrdered,
    /// There is more time for it (S16).
    RectificationExtended,
    /// It was looked at again (S16).
    RectificationRechecked,
    /// Stop at once (S17).
    Stopped,
    /// The stop is lifted (S17).
    StopLifted,
    /// A hearing may be asked for (行政处罚法 §63).
    HearingOffered,
    /// A penalty, revocation, annulment or deregistration (S17, S18).
    EnforcementDecided,
    /// An objection is decided.
    ObjectionDecided,
    /// A credit record was made (S19).
    CreditRecorded,
    /// The repair of one is decided (S19).
    RepairDecided,
}

impl Topic {
    /// What an event is about to the applicant; none if the applicant need not learn of it. What an issue refused is told
    /// by the decision on each item, so an issue that issued nothing is not told.
    pub fn of(kind: &str, data: &Value) -> Option<Self> {
        let some = |list: &str| data[list].as_array().is_some_and(|items| !items.is_empty());
        Some(match kind {
            "application.accepted" => Self::Accepted,
            "application.correction_requested" => Self::CorrectionRequested,
            "application.declined" => Self::Declined,
            "application.materials_deferred" => Self::MaterialsDeferred,
            "item.decided" => Self::Decided,
            "application.issued" if some("issued") || some("filed") => Self::Issued,
            "item.lapsed" => Self::Lapsed,
            "item.suspended" | "item.resumed" | "item.extended" => Self::PeriodChanged,
            "verification.suspended" | "verification.resumed" => Self::PeriodChanged,
            REMINDER => Self::of_reminder(data["rule"].as_str()?.parse().ok()?)?,
            "material.overdue" => Self::MaterialOverdue,
            "certificate.promise_missed" => Self::PromiseMissed,
            "certificate.readiness_confirmed" => Self::ReadinessConfirmed,
            "certificate.readiness_rejected" => Self::ReadinessRejected,
            "rectification.ordered" => Self::RectificationOrdered,
            "rectification.extended" => Self::RectificationExtended,
            "rectification.mended" | "rectification.not_mended" => Self::RectificationRechecked,
            "certificate.stopped" => Self::Stopped,
            "certificate.stop_lifted" => Self::StopLifted,
            "enforcement.hearing_offered" => Self::HearingOffered,
            "enforcement.penalised" | "certificate.revoked" | "certificate.annulled" | "certificate.deregistered" => {
                Self::EnforcementDecided
            }
            "enforcement.objection_decided" => Self::ObjectionDecided,
            "credit.recorded" => Self::CreditRecorded,
            "credit.repaired" | "credit.repair_refused" => Self::RepairDecided,
            _ => return None,
        })
    }

    fn of_reminder(rule: Obligation) -> Option<Self> {
        match rule {
            Obligation::MakeCorrection => Some(Self::CorrectionDue),
            Obligation::DeliverBeforeDecision | Obligation::DeliverAfterIssue => Some(Self::MaterialDue),
            Obligation::KeepPromise => Some(Self::ReadinessDue),
            Obligation::Rectify => Some(Self::RectificationDue),
            _ => None,
        }
    }

    /// Whether the applicant may do without it. What the law has the office tell the applicant of (行政许可法 §32, §38, §42,
    /// §45; 行政处罚法 §44, §61) is always told; a reminder is a courtesy.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::CorrectionDue | Self::MaterialDue | Self::ReadinessDue | Self::RectificationDue)
    }

    /// What its texts may name: the application and the business always, the rest where its events say it.
    pub fn placeholders(self) -> Vec<Placeholder> {
        use Placeholder::{Business, Document, DueOn, Items, Number};
        let mut named = vec![Number, Business];
        match self {
            Self::CorrectionRequested | Self::RectificationOrdered | Self::RectificationExtended => {
                named.extend([Items, Document, DueOn]);
            }
            Self::CorrectionDue | Self::MaterialDue | Self::ReadinessDue | Self::RectificationDue => named.push(DueOn),
            Self::Issued
            | Self::MaterialOverdue
            | Self::PromiseMissed
            | Self::ReadinessConfirmed
            | Self::ReadinessRejected
            | Self::CreditRecorded
            | Self::RepairDecided => named.push(Items),
            Self::Accepted
            | Self::Declined
            | Self::MaterialsDeferred
            | Self::Decided
            | Self::Lapsed
            | Self::PeriodChanged
            | Self::RectificationRechecked
            | Self::Stopped
            | Self::StopLifted
            | Self::HearingOffered
            | Self::EnforcementDecided
            | Self::ObjectionDecided => named.extend([Items, Document]),
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn the_applicant_learns_of_what_concerns_the_applicant() {
        assert_eq!(Topic::of("application.accepted", &json!({})), Some(Topic::Accepted));
        assert_eq!(Topic::of("application.issued", &json!({ "issued": [], "filed": ["a"] })), Some(Topic::Issued));
        assert_eq!(Topic::of("application.issued", &json!({ "issued": [], "refused": ["a"] })), None);
        assert_eq!(Topic::of(REMINDER, &json!({ "rule": "rectify" })), Some(Topic::RectificationDue));
        assert_eq!(Topic::of(REMINDER, &json!({ "rule": "verify" })), None);
        assert_eq!(Topic::of("escalation.raised", &json!({})), None);
    }

    #[test]
    fn only_reminders_may_be_done_without() {
        for rule in Obligation::iter().filter(|rule| reminds(*rule)) {
            let topic = Topic::of(REMINDER, &json!({ "rule": rule })).expect("a reminder");
            assert!(topic.is_optional(), "{topic}");
        }
        let reminders = Topic::iter().filter(|topic| topic.is_optional()).count();
        assert_eq!(reminders, 4);
    }
}
