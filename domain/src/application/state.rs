//! Where a requested item may stand, and every arrow between: the machine's states with their data. The steps that
//! walk the arrows are in `item`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    catalogue::{Item, ItemKind, ReviewMode},
    id::{CertificateId, ReviewId},
    time::SuspensionGround,
};

/// The way an item is asked for, chosen by the applicant among those the catalogue opens (S3, S4).
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
pub enum ChosenRoute {
    /// 告知承诺: granted on a written commitment.
    Commitment,
    /// The statute's ordinary procedure.
    Ordinary,
    /// 备案: filed, not permitted.
    Filing,
}

/// Who decides an item, and where.
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
pub enum Handling {
    /// The window issues it at once, under the delegation (S9).
    Window,
    /// After a joint review (S7).
    JointReview,
    /// The issuing department's approver decides, by the statutory clocks (行政许可法 §42).
    Approver,
}

impl Handling {
    /// What a route and the catalogue make of an item. The licence is the window's own whatever its route; every other
    /// item on the ordinary route is its department's to decide.
    pub fn of(route: ChosenRoute, item: &Item) -> Self {
        match (route, item.review) {
            (_, ReviewMode::None) if item.kind == ItemKind::BusinessLicence => Self::Window,
            (ChosenRoute::Ordinary, _) | (_, ReviewMode::Approver) => Self::Approver,
            (_, ReviewMode::Joint) => Self::JointReview,
            (_, ReviewMode::None) => Self::Window,
        }
    }
}

/// Why an application for an item is not taken in (行政许可法 §32(1), (2); S6).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeclineGround {
    /// The matter needs no permit.
    NoPermitNeeded,
    /// It belongs to another authority, which the notice names.
    NotThisAuthority,
}

/// How an item came to be accepted (行政许可法 §32(3)–(5); S6).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AcceptanceWay {
    /// Complete and in order.
    InOrder,
    /// After an error was corrected on the spot.
    CorrectedOnTheSpot,
    /// Nobody asked for a correction in time: deemed accepted from the day it was received.
    Deemed,
}

/// An item's acceptance (受理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// When, in law: for a deemed acceptance the day it was received.
    pub at: DateTime<Utc>,
    /// How it came to be accepted.
    pub way: AcceptanceWay,
    /// Number of the receipt.
    pub receipt: String,
}

/// Why an item ended without a decision.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LapseCause {
    /// The correction was not made in time.
    CorrectionOverdue,
    /// A material due before the decision did not come (S5).
    MaterialOverdue,
    /// A draft nobody submitted.
    DraftExpired,
}

/// Why an item was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalGround {
    /// Stable code: `review_disagreed`, `conditions_not_met`, `barred`, `material_overdue`…
    pub code: String,
    /// The reason in words, as the decision states it.
    pub text: String,
}

/// Where an item stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[strum_discriminants(name(ItemStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where an item stands, without the details.")]
pub enum ItemState {
    /// Being written.
    Draft,
    /// Filed, waiting for one of the five outcomes.
    Submitted {
        /// When it was filed (again, after a correction).
        at: DateTime<Utc>,
    },
    /// 一次性补正: everything that is to be corrected was said once.
    Correction {
        /// When the notice was served.
        at: DateTime<Utc>,
        /// Number of the served notice.
        notice: String,
    },
    /// Accepted (受理).
    Accepted {
        /// When, how, with which receipt.
        acceptance: Acceptance,
    },
    /// The ordinary route's clock stands still (行政许可法 §45).
    Suspended {
        /// Since when.
        at: DateTime<Utc>,
        /// How it had been accepted.
        acceptance: Acceptance,
        /// What for.
        ground: SuspensionGround,
    },
    /// Before the joint review (联合会审).
    InReview {
        /// The review.
        review: ReviewId,
        /// How it had been accepted.
        acceptance: Acceptance,
    },
    /// Cleared for the window: by the review, or by the department's approver.
    Approved {
        /// When.
        at: DateTime<Utc>,
        /// Who: the closing of the review, or the approver.
        by: Uuid,
        /// How it had been accepted.
        acceptance: Acceptance,
    },
    /// Licence or permit issued.
    Issued {
        /// When.
        at: DateTime<Utc>,
        /// The certificate.
        certificate: CertificateId,
    },
    /// Filed (备案).
    Filed {
        /// When.
        at: DateTime<Utc>,
        /// Number of the filing receipt.
        receipt: String,
    },
    /// Not taken in.
    Declined {
        /// When.
        at: DateTime<Utc>,
        /// Why.
        ground: DeclineGround,
        /// Number of the notice.
        receipt: String,
    },
    /// Refused by decision.
    Refused {
        /// When.
        at: DateTime<Utc>,
        /// Why.
        ground: RefusalGround,
    },
    /// Taken back by the applicant.
    Withdrawn {
        /// When.
        at: DateTime<Utc>,
    },
    /// Ended without a decision.
    Lapsed {
        /// When.
        at: DateTime<Utc>,
        /// Why.
        cause: LapseCause,
    },
}

/// Every arrow of the machine: from, operation, to. The Mermaid page is checked against it, and so are the steps.
pub const ARROWS: &[(ItemStatus, &str, ItemStatus)] = {
    use ItemStatus::*;
    &[
        (Draft, "submit_application", Submitted),
        (Draft, "withdraw_application", Withdrawn),
        (Draft, "sweep", Lapsed),
        (Submitted, "accept_application", Accepted),
        (Submitted, "decline_application", Declined),
        (Submitted, "request_correction", Correction),
        (Submitted, "withdraw_application", Withdrawn),
        (Submitted, "sweep", Accepted),
        (Correction, "submit_application", Submitted),
        (Correction, "withdraw_application", Withdrawn),
        (Correction, "sweep", Lapsed),
        (Accepted, "open_joint_review", InReview),
        (Accepted, "decide_item", Approved),
        (Accepted, "decide_item", Refused),
        (Accepted, "suspend_item", Suspended),
        (Accepted, "issue_application", Issued),
        (Accepted, "issue_application", Filed),
        (Accepted, "issue_application", Refused),
        (Accepted, "withdraw_application", Withdrawn),
        (Accepted, "sweep", Lapsed),
        (Accepted, "sweep", Refused),
        (Suspended, "resume_item", Accepted),
        (Suspended, "sweep", Lapsed),
        (Suspended, "sweep", Refused),
        (Suspended, "withdraw_application", Withdrawn),
        (InReview, "close_joint_review", Approved),
        (InReview, "close_joint_review", Refused),
        (InReview, "withdraw_application", Withdrawn),
        (InReview, "withdraw_commitment", Accepted),
        (InReview, "sweep", Lapsed),
        (InReview, "sweep", Refused),
        (Approved, "issue_application", Issued),
        (Approved, "issue_application", Filed),
        (Approved, "issue_application", Refused),
        (Approved, "withdraw_application", Withdrawn),
        (Approved, "withdraw_commitment", Accepted),
        (Approved, "sweep", Lapsed),
        (Approved, "sweep", Refused),
    ]
};

impl ItemStatus {
    /// Whether it was filed and waits for the offices: a renewal in such a state counts for 行政许可法 §50.
    pub fn is_undecided(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted | Self::Suspended | Self::InReview | Self::Approved)
    }
}

impl ItemState {
    /// The state without its details.
    pub fn status(&self) -> ItemStatus {
        self.into()
    }

    /// Whether nothing more happens to the item within its application.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Issued { .. }
                | Self::Filed { .. }
                | Self::Declined { .. }
                | Self::Refused { .. }
                | Self::Withdrawn { .. }
                | Self::Lapsed { .. }
        )
    }

    /// Whether the applicant may still change what is filed for it.
    pub fn is_editable(&self) -> bool {
        matches!(self, Self::Draft | Self::Correction { .. })
    }

    /// Whether it was granted: issued, or filed.
    pub fn is_granted(&self) -> bool {
        matches!(self, Self::Issued { .. } | Self::Filed { .. })
    }

    /// Whether it was accepted, whatever came of it: what was accepted rests on what is filed.
    pub fn was_accepted(&self) -> bool {
        self.acceptance().is_some() || self.is_granted() || matches!(self, Self::Refused { .. })
    }

    /// How it was accepted, while it is open.
    pub fn acceptance(&self) -> Option<&Acceptance> {
        match self {
            Self::Accepted { acceptance }
            | Self::Suspended { acceptance, .. }
            | Self::InReview { acceptance, .. }
            | Self::Approved { acceptance, .. } => Some(acceptance),
            _ => None,
        }
    }
}
