//! The decisions that a record rests on, and how grave each is.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    bar::BarCause,
    id::EnforcementCaseId,
    policy::Policy,
    time::{Period, local_date},
};

/// How grave a breach is (国办发〔2025〕22号: 轻微、一般、严重). The order is that of gravity.
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
pub enum CreditClass {
    /// 轻微: published for 3 months at most, repairable at once.
    Minor,
    /// 一般: 3 to 12 months.
    Ordinary,
    /// 严重: 1 to 3 years.
    Serious,
}

/// How long a record of a class is published: not repaired before the one, not longer than the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditTerm {
    /// The least time to be served before repair.
    pub at_least: Period,
    /// After which it ends by itself.
    pub at_most: Period,
}

/// What was decided.
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
pub enum GroundKind {
    /// A warning or criticism by circular (行政处罚法 §9(1)).
    Warned,
    /// A fine, or what was gained unlawfully taken (行政处罚法 §9(2)).
    Fined,
    /// An order to stop that the case keeps (责令停止; S17).
    Stopped,
    /// 吊销 (S17).
    Revoked,
    /// 撤销, because it was obtained by deceit (行政许可法 §69(2); S18).
    AnnulledForDeceit,
}

impl GroundKind {
    /// Its class: revocation and deceit are serious, a warning is minor, all between is ordinary (S19).
    pub fn class(self) -> CreditClass {
        match self {
            Self::Warned => CreditClass::Minor,
            Self::Fined | Self::Stopped => CreditClass::Ordinary,
            Self::Revoked | Self::AnnulledForDeceit => CreditClass::Serious,
        }
    }
}

/// A breach as enforcement decided on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The enforcement case.
    pub case: EnforcementCaseId,
    /// What was decided.
    pub kind: GroundKind,
    /// Whether the commitment was false when made, or not kept.
    pub cause: BarCause,
    /// The clauses it is about.
    pub clauses: Vec<String>,
    /// The department that decided.
    pub department: String,
    /// Number of its document (文书号), which names the decision.
    pub document: String,
}

/// A decision that a record rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditGround {
    /// What was decided.
    pub kind: GroundKind,
    /// How grave that is.
    pub class: CreditClass,
    /// Whether the commitment was false when made, or not kept.
    pub cause: BarCause,
    /// The clauses it is about.
    pub clauses: Vec<String>,
    /// The department that decided.
    pub department: String,
    /// Number of its document.
    pub document: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// From which day it lets the record be repaired.
    pub repairable_from: NaiveDate,
    /// Until which day it keeps the record published.
    pub public_to: NaiveDate,
    /// When it was set aside.
    pub set_aside_at: Option<DateTime<Utc>>,
}

impl CreditGround {
    /// A decision of today, with the times that the policy gives its class.
    pub(super) fn of(breach: &Breach, policy: &Policy, now: DateTime<Utc>) -> Self {
        let (class, decided_on) = (breach.kind.class(), local_date(now));
        let term = policy.credit_term(class);
        Self {
            kind: breach.kind,
            class,
            cause: breach.cause,
            clauses: breach.clauses.clone(),
            department: breach.department.clone(),
            document: breach.document.clone(),
            decided_on,
            // These are lengths of a publication, not periods to act within: no rest day moves their end (民法典 §203 does
            // not apply). The policy gives none in working days.
            repairable_from: term.at_least.corresponding_day(decided_on).unwrap_or(decided_on),
            public_to: term.at_most.corresponding_day(decided_on).unwrap_or(decided_on),
            set_aside_at: None,
        }
    }

    /// Whether it was not set aside.
    pub fn stands(&self) -> bool {
        self.set_aside_at.is_none()
    }
}
