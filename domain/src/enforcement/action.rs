//! What may be done with a case now, and by whom: one rule for the step itself and for `allowed_actions`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

use super::{CaseCause, CaseDecision, CaseReason, CaseState, DecisionKind, EnforcementCase, HearingState};
use crate::{
    actor::{Actor, Permission, Role},
    time::local_date,
};

/// What may be done with a case; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CaseAction {
    /// Order the holder to stop.
    OrderStop,
    /// Lift that order.
    LiftStop,
    /// Offer the hearing.
    OfferHearing,
    /// Ask for the hearing.
    RequestHearing,
    /// Record that it was held.
    RecordHearing,
    /// Record a penalty beside the revocation.
    RecordPenalty,
    /// 吊销.
    RevokeCertificate,
    /// Tell the grantor.
    SendLetter,
    /// Say that the grantor has the letter.
    AcknowledgeLetter,
    /// 撤销.
    AnnulCertificate,
    /// 注销.
    DeregisterCertificate,
    /// Close the case without touching the certificate.
    CloseEnforcementCase,
    /// Object to a decision.
    ObjectToDecision,
    /// Decide on an objection.
    DecideObjection,
}

/// Who takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Officers of the body that leads the case.
    Leader,
    /// Officers of the supervising department.
    Supervisor,
    /// The supervising department's head (行政处罚法 §57).
    SupervisorsHead,
    /// The grantor's head.
    GrantorsHead,
    /// The review body's head.
    ReviewersHead,
    /// The holder, or the window for it.
    Holder,
}

impl CaseAction {
    /// What it needs its caller to be allowed.
    pub fn permission(self) -> Permission {
        match self.body() {
            Body::Leader | Body::Supervisor => Permission::Enforce,
            Body::SupervisorsHead => Permission::Penalise,
            Body::GrantorsHead => Permission::TakeBackGrant,
            Body::ReviewersHead => Permission::DecideObjection,
            Body::Holder => Permission::AnswerEnforcement,
        }
    }

    fn body(self) -> Body {
        match self {
            Self::CloseEnforcementCase => Body::Leader,
            Self::OrderStop | Self::LiftStop | Self::OfferHearing | Self::RecordHearing | Self::SendLetter => {
                Body::Supervisor
            }
            Self::RecordPenalty | Self::RevokeCertificate => Body::SupervisorsHead,
            Self::AcknowledgeLetter | Self::AnnulCertificate | Self::DeregisterCertificate => Body::GrantorsHead,
            Self::DecideObjection => Body::ReviewersHead,
            Self::RequestHearing | Self::ObjectToDecision => Body::Holder,
        }
    }
}

impl EnforcementCase {
    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor, now: DateTime<Utc>) -> Vec<CaseAction> {
        let allowed = |action: &CaseAction| actor.may(action.permission()) && self.require(*action, actor, now).is_ok();
        CaseAction::iter().filter(allowed).collect()
    }

    /// Whether the actor's body takes this step, and the case is where it is taken.
    pub(super) fn require(&self, action: CaseAction, actor: &Actor, now: DateTime<Utc>) -> Result<(), CaseReason> {
        self.require_body(action.body(), actor)?;
        self.require_course(action, now)
    }

    /// Only the body that leads the case opens it.
    pub(super) fn require_leader(&self, actor: &Actor) -> Result<(), CaseReason> {
        self.require_body(Body::Leader, actor)
    }

    /// Only the holder objects, or the window for it.
    pub(super) fn require_holder(&self, actor: &Actor) -> Result<(), CaseReason> {
        self.require_body(Body::Holder, actor)
    }

    /// Only the review body's head decides on an objection.
    pub(super) fn require_reviewer(&self, decision: &CaseDecision, actor: &Actor) -> Result<(), CaseReason> {
        unless(!heads(actor, self.reviewer(decision)), CaseReason::NotTheReviewBodys)
    }

    fn require_body(&self, body: Body, actor: &Actor) -> Result<(), CaseReason> {
        let of = |department: &str| actor.department.as_deref() == Some(department);
        let heads = |department: &str| heads(actor, department);
        let (is, reason) = match body {
            Body::Leader => (of(self.leader()), CaseReason::NotTheLeaders),
            Body::Supervisor => (of(&self.department), CaseReason::NotTheSupervisors),
            Body::SupervisorsHead => (heads(&self.department), CaseReason::NotTheHeads),
            Body::GrantorsHead => (heads(&self.grantor), CaseReason::NotTheGrantors),
            Body::ReviewersHead => (self.review_body_at_work().is_some_and(heads), CaseReason::NotTheReviewBodys),
            Body::Holder => (actor.id == self.owner || actor.is(Role::WindowClerk), CaseReason::NotTheHolders),
        };
        if is { Ok(()) } else { Err(reason) }
    }

    fn require_course(&self, action: CaseAction, now: DateTime<Utc>) -> Result<(), CaseReason> {
        match action {
            CaseAction::OrderStop => {
                self.require_holders_fault()?;
                self.require_open()?;
                unless(self.stop().is_some(), CaseReason::StopInForce)
            }
            CaseAction::LiftStop => unless(self.stop().is_none(), CaseReason::NoStop),
            CaseAction::OfferHearing => {
                self.require_holders_fault()?;
                self.require_open()?;
                unless(self.hearing.is_some(), CaseReason::HearingOffered)
            }
            CaseAction::RequestHearing => match self.hearing_state()? {
                HearingState::Offered => Ok(()),
                HearingState::Waived { .. } => Err(CaseReason::HearingWaived),
                HearingState::Requested { .. } | HearingState::Held { .. } => Err(CaseReason::HearingRequested),
            },
            CaseAction::RecordHearing => match self.hearing_state()? {
                HearingState::Requested { .. } => Ok(()),
                HearingState::Offered | HearingState::Waived { .. } => Err(CaseReason::HearingNotRequested),
                HearingState::Held { .. } => Err(CaseReason::HearingHeld),
            },
            CaseAction::RecordPenalty => {
                self.require_holders_fault()?;
                unless(matches!(self.state, CaseState::Closed { .. }), CaseReason::NotOpen)?;
                unless(self.is_penalised(), CaseReason::Penalised)
            }
            CaseAction::RevokeCertificate => {
                self.require_holders_fault()?;
                self.require_open()?;
                self.require_heard()
            }
            CaseAction::SendLetter => self.require_something_to_tell(),
            CaseAction::AcknowledgeLetter => {
                let letter = self.letter.as_ref().ok_or(CaseReason::NoLetter)?;
                unless(letter.receipt.is_some(), CaseReason::LetterAcknowledged)
            }
            CaseAction::AnnulCertificate => {
                match (&self.state, self.cause) {
                    (CaseState::Revoked { .. }, _) => {}
                    (CaseState::Open, CaseCause::FalseCommitment | CaseCause::GrantorFault) => {}
                    (CaseState::Open, CaseCause::BrokenCommitment) => return Err(CaseReason::NotRevoked),
                    (CaseState::Annulled { .. } | CaseState::Closed { .. }, _) => return Err(CaseReason::NotOpen),
                }
                unless(!self.grantor_knows(), CaseReason::GrantorNotTold)
            }
            CaseAction::DeregisterCertificate => {
                match self.state {
                    CaseState::Revoked { .. } | CaseState::Annulled { .. } => {}
                    CaseState::Open => return Err(CaseReason::NotRevoked),
                    CaseState::Closed { .. } => return Err(CaseReason::NotOpen),
                }
                // What was obtained by deceit must be annulled before the register is closed (行政许可法 §69(2)).
                let revoked_only = matches!(self.state, CaseState::Revoked { .. });
                unless(revoked_only && self.cause == CaseCause::FalseCommitment, CaseReason::MustBeAnnulled)?;
                unless(!self.grantor_knows(), CaseReason::GrantorNotTold)?;
                unless(self.has_open_objection(), CaseReason::ObjectionPending)
            }
            CaseAction::CloseEnforcementCase => {
                self.require_open()?;
                unless(self.has_open_objection(), CaseReason::ObjectionPending)
            }
            CaseAction::ObjectToDecision => {
                let any = self.decisions.iter().any(|decision| decision.require_objectionable(now).is_ok());
                unless(!any, CaseReason::ObjectionTooLate)
            }
            CaseAction::DecideObjection => unless(!self.has_open_objection(), CaseReason::NotObjectedTo),
        }
    }

    /// The grantor is told that its certificate was revoked, or that it was obtained by deceit (S18). One body needs no
    /// letter to itself.
    fn require_something_to_tell(&self) -> Result<(), CaseReason> {
        self.require_holders_fault().map_err(|_| CaseReason::NoLetterNeeded)?;
        unless(!self.needs_letter(), CaseReason::NoLetterNeeded)?;
        unless(self.letter.is_some(), CaseReason::LetterSent)?;
        match self.state {
            CaseState::Revoked { .. } => Ok(()),
            CaseState::Open if self.cause == CaseCause::FalseCommitment => Ok(()),
            CaseState::Open | CaseState::Annulled { .. } | CaseState::Closed { .. } => Err(CaseReason::NothingToTell),
        }
    }

    fn hearing_state(&self) -> Result<&HearingState, CaseReason> {
        Ok(&self.hearing.as_ref().ok_or(CaseReason::HearingNotOffered)?.state)
    }

    /// The hearing was offered, and held or let pass (行政处罚法 §63).
    pub(super) fn require_heard(&self) -> Result<(), CaseReason> {
        match self.hearing_state()? {
            HearingState::Held { .. } | HearingState::Waived { .. } => Ok(()),
            HearingState::Offered | HearingState::Requested { .. } => Err(CaseReason::HearingOpen),
        }
    }

    fn require_holders_fault(&self) -> Result<(), CaseReason> {
        unless(self.cause == CaseCause::GrantorFault, CaseReason::NotTheHoldersFault)
    }

    fn require_open(&self) -> Result<(), CaseReason> {
        unless(self.state != CaseState::Open, CaseReason::NotOpen)
    }

    /// Whether a penalty of it stands.
    pub(super) fn is_penalised(&self) -> bool {
        self.standing(|kind| matches!(kind, DecisionKind::Penalty { .. })).is_some()
    }
}

impl CaseDecision {
    /// A decision is objected to once, within its time (行政复议法 §20).
    pub(super) fn require_objectionable(&self, now: DateTime<Utc>) -> Result<(), CaseReason> {
        unless(self.objection.is_some(), CaseReason::ObjectedBefore)?;
        unless(local_date(now) > self.object_by, CaseReason::ObjectionTooLate)
    }
}

fn heads(actor: &Actor, department: &str) -> bool {
    actor.department.as_deref() == Some(department) && actor.is(Role::Approver)
}

fn unless(wrong: bool, reason: CaseReason) -> Result<(), CaseReason> {
    if wrong { Err(reason) } else { Ok(()) }
}
