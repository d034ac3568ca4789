//! What a case decides: each decision has its body, its document and its reason, can be objected to for a time, and
//! stands until it is set aside.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AnnulmentGround, Objection, ObjectionOutcome};
use crate::credit::GroundKind;

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum_discriminants(name(Taken), vis(pub))]
#[strum_discriminants(derive(
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "What a decision does, without the details.")]
pub enum DecisionKind {
    /// 责令停止 (S17).
    Stop,
    /// A penalty beside the revocation (行政处罚法 §9).
    Penalty {
        /// Which.
        penalty: PenaltyKind,
        /// How much, in yuan; none for a warning.
        amount_yuan: Option<i64>,
        /// The law it rests on.
        law: String,
    },
    /// 吊销 (S17).
    Revocation {
        /// The law it rests on; none of one that was decided before that was asked for.
        #[serde(default)]
        law: Option<String>,
    },
    /// 撤销 (S18).
    Annulment {
        /// On what ground.
        ground: AnnulmentGround,
        /// What the holder is to be compensated for, where the fault is the grantor's (行政许可法 §69(4)).
        compensation: Option<String>,
    },
}

/// A penalty (行政处罚法 §9); 吊销 is a decision of its own.
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
pub enum PenaltyKind {
    /// 警告、通报批评.
    Warning,
    /// 罚款.
    Fine,
    /// 没收违法所得.
    Confiscation,
}

impl PenaltyKind {
    /// Whether it names an amount.
    pub fn has_amount(self) -> bool {
        matches!(self, Self::Fine | Self::Confiscation)
    }
}

impl DecisionKind {
    /// What it leaves in the holder's credit record (S19). An order to stop leaves something only when the case is closed
    /// with it; what the grantor's fault brings is none of the holder's.
    pub fn ground(&self) -> Option<GroundKind> {
        match self {
            Self::Stop => Some(GroundKind::Stopped),
            Self::Penalty { penalty: PenaltyKind::Warning, .. } => Some(GroundKind::Warned),
            Self::Penalty { .. } => Some(GroundKind::Fined),
            Self::Revocation { .. } => Some(GroundKind::Revoked),
            Self::Annulment { ground: AnnulmentGround::Deceit, .. } => Some(GroundKind::AnnulledForDeceit),
            Self::Annulment { .. } => None,
        }
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDecision {
    /// Its id.
    pub id: Uuid,
    /// What.
    #[serde(flatten)]
    pub kind: DecisionKind,
    /// The body that decided.
    pub department: String,
    /// Number of its document.
    pub document: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// The last day on which it can be objected to (行政复议法 §20).
    pub object_by: NaiveDate,
    /// The body that its paper names for objections: the one over the department that decided (行政复议法 §24). None in those
    /// from when a case had one body for all its decisions.
    #[serde(default)]
    pub review_body: Option<String>,
    /// The objection to it.
    pub objection: Option<Objection>,
}

/// What a decision is made with, beside what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its id.
    pub id: Uuid,
    /// Number of its document.
    pub document: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// The last day on which it can be objected to.
    pub object_by: NaiveDate,
    /// The body that its paper names for objections.
    pub review_body: String,
}

impl CaseDecision {
    /// A decision of a body, as made.
    pub(super) fn of(kind: DecisionKind, department: &str, made: Made) -> Self {
        Self {
            id: made.id,
            kind,
            department: department.to_owned(),
            document: made.document,
            reason: made.reason,
            by: made.by,
            at: made.at,
            object_by: made.object_by,
            review_body: Some(made.review_body),
            objection: None,
        }
    }

    /// Whether it was not set aside.
    pub fn stands(&self) -> bool {
        self.verdict().is_none_or(|verdict| verdict.outcome == ObjectionOutcome::Upheld)
    }

    /// Whether an objection to it waits for its decision.
    pub fn is_objected_to(&self) -> bool {
        self.objection.as_ref().is_some_and(|objection| objection.verdict.is_none())
    }
}
