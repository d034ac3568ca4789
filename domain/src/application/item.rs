//! One requested item, the licence among them: a step takes the item by value and gives it back changed, or a refusal
//! (design §3). The application's status is derived from its items, never stored by hand.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    reason::ItemReason,
    state::{Acceptance, ChosenRoute, DeclineGround, Handling, ItemState, ItemStatus, LapseCause, RefusalGround},
};
use crate::{
    catalogue::{ItemKind, OnFailure},
    id::{CertificateId, RequestedItemId, ReviewId},
    refusal::Refusal,
    time::SuspensionGround,
};

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
