//! One requested item, the licence among them, with its own states (design §3): a step takes the item by value and
//! gives it back changed, or a refusal. The application's status is derived from them, never stored by hand.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::reason::ItemReason;
use crate::{
    catalogue::{Item, ItemKind, OnFailure, ReviewMode},
    id::{CertificateId, RequestedItemId, ReviewId},
    refusal::Refusal,
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

/// One item asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestedItem {
    /// Its id.
    pub id: RequestedItemId,
    /// Code in the catalogue.
    pub item_code: String,
    /// The version it was filed under, for good (S28).
    pub item_version: i32,
    /// Licence, permit, registration or filing.
    pub kind: ItemKind,
    /// The route chosen.
    pub route: ChosenRoute,
    /// Who decides it.
    pub handling: Handling,
    /// The department in whose name it is issued.
    pub issuer: String,
    /// The department that supervises what is issued (S13, S14).
    pub supervisor: String,
    /// Number of the permit that is changed or renewed, for items that need one.
    pub existing_permit: Option<String>,
    /// Where it stands.
    pub state: ItemState,
}

impl RequestedItem {
    /// Its status.
    pub fn status(&self) -> ItemStatus {
        self.state.status()
    }

    /// Insists that it stands here.
    pub fn require(&self, status: ItemStatus) -> Result<(), Refusal> {
        if self.status() == status { Ok(()) } else { Err(self.refuse()) }
    }

    /// Only the department in whose name it is issued decides it (行政许可法 §38, §42).
    pub fn require_issuer(&self, department: Option<&str>) -> Result<(), Refusal> {
        if department == Some(self.issuer.as_str()) { Ok(()) } else { Err(ItemReason::NotYourDepartments.into()) }
    }

    fn refuse(&self) -> Refusal {
        ItemReason::NotInThisState { status: self.status() }.into()
    }

    fn with(mut self, state: ItemState) -> Self {
        self.state = state;
        self
    }

    /// Files it, or files it again after a correction (S6).
    pub fn submit(self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Draft | ItemState::Correction { .. } => Ok(self.with(ItemState::Submitted { at })),
            _ => Err(self.refuse()),
        }
    }

    /// Accepts it (行政许可法 §32(5); S6).
    pub fn accept(self, acceptance: Acceptance) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Submitted { .. } => Ok(self.with(ItemState::Accepted { acceptance })),
            _ => Err(self.refuse()),
        }
    }

    /// Does not take it in (行政许可法 §32(1), (2); S6).
    pub fn decline(self, at: DateTime<Utc>, ground: DeclineGround, receipt: String) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Submitted { .. } => Ok(self.with(ItemState::Declined { at, ground, receipt })),
            _ => Err(self.refuse()),
        }
    }

    /// Says once all that is to be corrected (行政许可法 §32(4); S6).
    pub fn request_correction(self, at: DateTime<Utc>, notice: String) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Submitted { .. } => Ok(self.with(ItemState::Correction { at, notice })),
            _ => Err(self.refuse()),
        }
    }

    /// Takes it before the joint review (S7).
    pub fn open_review(self, review: ReviewId) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Accepted { .. } if self.handling != Handling::JointReview => {
                Err(ItemReason::NeedsNoReview.into())
            }
            ItemState::Accepted { ref acceptance } => {
                let acceptance = acceptance.clone();
                Ok(self.with(ItemState::InReview { review, acceptance }))
            }
            _ => Err(self.refuse()),
        }
    }

    /// What the joint review came to (S7): cleared for the window, or refused with its ground.
    pub fn close_review(self, at: DateTime<Utc>, by: Uuid, refused: Option<RefusalGround>) -> Result<Self, Refusal> {
        match self.state {
            ItemState::InReview { ref acceptance, .. } => {
                let acceptance = acceptance.clone();
                Ok(self.decided(at, by, acceptance, refused))
            }
            _ => Err(self.refuse()),
        }
    }

    /// The approver's decision on an ordinary-route item (行政许可法 §38, §42).
    pub fn decide(self, at: DateTime<Utc>, by: Uuid, refused: Option<RefusalGround>) -> Result<Self, Refusal> {
        let acceptance = self.accepted_by_approver()?;
        Ok(self.decided(at, by, acceptance, refused))
    }

    fn decided(self, at: DateTime<Utc>, by: Uuid, acceptance: Acceptance, refused: Option<RefusalGround>) -> Self {
        match refused {
            Some(ground) => self.with(ItemState::Refused { at, ground }),
            None => self.with(ItemState::Approved { at, by, acceptance }),
        }
    }

    /// The acceptance of an item that waits for its approver.
    fn accepted_by_approver(&self) -> Result<Acceptance, Refusal> {
        match &self.state {
            ItemState::Accepted { .. } if self.handling != Handling::Approver => {
                Err(ItemReason::NotTheApprovers.into())
            }
            ItemState::Accepted { acceptance } => Ok(acceptance.clone()),
            _ => Err(self.refuse()),
        }
    }

    /// Stops the ordinary route's clock for testing, hearing, inspection or expert review (行政许可法 §45).
    pub fn suspend(self, at: DateTime<Utc>, ground: SuspensionGround) -> Result<Self, Refusal> {
        let acceptance = self.accepted_by_approver()?;
        Ok(self.with(ItemState::Suspended { at, acceptance, ground }))
    }

    /// Lets the clock run again (行政许可法 §45).
    pub fn resume(self) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Suspended { ref acceptance, .. } => {
                let acceptance = acceptance.clone();
                Ok(self.with(ItemState::Accepted { acceptance }))
            }
            _ => Err(self.refuse()),
        }
    }

    /// Whether the window may issue it now: accepted and the window's own, or cleared by review or approver (S9).
    pub fn is_cleared(&self) -> bool {
        match self.state {
            ItemState::Accepted { .. } => self.handling == Handling::Window,
            ItemState::Approved { .. } => true,
            _ => false,
        }
    }

    /// Issued with its certificate (S9).
    pub fn issue(self, at: DateTime<Utc>, certificate: CertificateId) -> Result<Self, Refusal> {
        if self.is_cleared() && self.kind != ItemKind::Filing {
            return Ok(self.with(ItemState::Issued { at, certificate }));
        }
        Err(self.refuse())
    }

    /// Put on file (备案).
    pub fn file(self, at: DateTime<Utc>, receipt: String) -> Result<Self, Refusal> {
        if self.is_cleared() && self.kind == ItemKind::Filing {
            return Ok(self.with(ItemState::Filed { at, receipt }));
        }
        Err(self.refuse())
    }

    /// Refused at the window: the bar of S19.
    pub fn refuse_with(self, at: DateTime<Utc>, ground: RefusalGround) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Accepted { .. } | ItemState::Approved { .. } => Ok(self.with(ItemState::Refused { at, ground })),
            _ => Err(self.refuse()),
        }
    }

    /// Taken back before the decision.
    pub fn withdraw(self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        if self.state.is_final() {
            return Err(self.refuse());
        }
        Ok(self.with(ItemState::Withdrawn { at }))
    }

    /// Nobody filed it, or nobody filed it again (S6): it ends without a decision.
    pub fn lapse(self, at: DateTime<Utc>, cause: LapseCause) -> Result<Self, Refusal> {
        match self.state {
            ItemState::Draft | ItemState::Correction { .. } => Ok(self.with(ItemState::Lapsed { at, cause })),
            _ => Err(self.refuse()),
        }
    }

    /// A material due before the decision never came (S5): the item lapses, or is refused, as it was announced when it
    /// was accepted, wherever it is on its way to the decision.
    pub fn material_overdue(self, at: DateTime<Utc>, on_failure: OnFailure) -> Result<Self, Refusal> {
        if self.state.acceptance().is_none() {
            return Err(self.refuse());
        }
        Ok(match on_failure {
            OnFailure::Refuse => {
                let text = "申请人未在期限内补齐决定前应当提交的容缺材料".to_owned();
                let ground = RefusalGround { code: "material_overdue".to_owned(), text };
                self.with(ItemState::Refused { at, ground })
            }
            OnFailure::Lapse | OnFailure::CheckTask => {
                self.with(ItemState::Lapsed { at, cause: LapseCause::MaterialOverdue })
            }
        })
    }

    /// Whether a commitment may be signed for it: on that route, and until it is accepted on what was promised (S4).
    pub fn require_signable(&self) -> Result<(), Refusal> {
        if self.route != ChosenRoute::Commitment {
            return Err(ItemReason::NoCommitmentNeeded.into());
        }
        match self.state {
            ItemState::Draft | ItemState::Submitted { .. } | ItemState::Correction { .. } => Ok(()),
            _ => Err(self.refuse()),
        }
    }

    /// Its commitment was withdrawn before the decision: it goes the ordinary route from here (S4). What a review had
    /// cleared on the strength of the commitment is cleared no more.
    pub fn commitment_withdrawn(mut self) -> Result<Self, Refusal> {
        if self.route != ChosenRoute::Commitment {
            return Err(ItemReason::NoCommitmentNeeded.into());
        }
        if self.state.is_final() {
            return Err(self.refuse());
        }
        self.route = ChosenRoute::Ordinary;
        self.handling = Handling::Approver;
        if let ItemState::InReview { acceptance, .. } | ItemState::Approved { acceptance, .. } = self.state {
            self.state = ItemState::Accepted { acceptance };
        }
        Ok(self)
    }
}
