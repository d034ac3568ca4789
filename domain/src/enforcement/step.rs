//! The supervising department's acts (S17): it stops, lifts, punishes, revokes and closes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    CaseAction, CaseCause, CaseDecision, CaseOutcome, CaseReason, CaseState, DecisionKind, EnforcementCase, Made,
    PenaltyKind,
};
use crate::{
    actor::Actor,
    refusal::{Faults, Refusal},
};

/// An order to stop (责令停止).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopOrder {
    /// The decision that ordered it.
    pub decision: Uuid,
    /// When it ended, and how.
    pub lifted: Option<StopEnd>,
}

/// How an order to stop ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum StopEnd {
    /// The department lifted it: what was wrong is mended.
    Lifted {
        /// Why.
        reason: String,
        /// Number of the document.
        document: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// It was set aside on objection.
    SetAside {
        /// When.
        at: DateTime<Utc>,
    },
}

impl StopOrder {
    pub(super) fn set_aside(&mut self, at: DateTime<Utc>) {
        self.lifted = Some(StopEnd::SetAside { at });
    }
}

impl EnforcementCase {
    /// Orders the holder to stop, at once (S17).
    pub fn order_stop(mut self, made: Made, actor: &Actor) -> Result<Self, Refusal> {
        self.require(CaseAction::OrderStop, actor, made.at)?;
        self.stops.push(StopOrder { decision: made.id, lifted: None });
        let department = self.department.clone();
        let decision = CaseDecision::of(DecisionKind::Stop, &department, made);
        let state = self.state.clone();
        Ok(self.decide(decision, state))
    }

    /// Lifts the order once what was wrong is mended; also after the case was closed with it.
    pub fn lift_stop(
        mut self,
        reason: String,
        document: String,
        (actor, at): (&Actor, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        self.require(CaseAction::LiftStop, actor, at)?;
        let end = StopEnd::Lifted { reason, document, at };
        self.stops.iter_mut().filter(|stop| stop.lifted.is_none()).for_each(|stop| stop.lifted = Some(end.clone()));
        Ok(self)
    }

    /// Records the penalty beside the revocation, one decision a case: a warning, or an amount (行政处罚法 §9, §57). Before a
    /// `large` amount the hearing that was offered was held or let pass (行政处罚法 §63).
    pub fn penalise(
        self,
        penalty: PenaltyKind,
        amount_yuan: Option<i64>,
        law: String,
        large: bool,
        (made, actor): (Made, &Actor),
    ) -> Result<Self, Refusal> {
        self.require(CaseAction::RecordPenalty, actor, made.at)?;
        if large {
            self.require_heard()?;
        }
        let mut faults = Faults::default();
        match amount_yuan {
            None if penalty.has_amount() => faults.add("/amount_yuan", "required"),
            Some(_) if !penalty.has_amount() => faults.add("/amount_yuan", "not_with_a_warning"),
            _ => {}
        }
        faults.into_result("content_invalid")?;
        let kind = DecisionKind::Penalty { penalty, amount_yuan, law };
        let department = self.department.clone();
        let state = self.state.clone();
        Ok(self.decide(CaseDecision::of(kind, &department, made), state))
    }

    /// Revokes the certificate (吊销) by a law that says so: by the department's head, after the hearing that was offered was
    /// held or let pass (行政处罚法 §57, §59, §63, §65).
    pub fn revoke(self, law: String, made: Made, actor: &Actor) -> Result<Self, Refusal> {
        self.require(CaseAction::RevokeCertificate, actor, made.at)?;
        let at = made.at;
        let department = self.department.clone();
        let kind = DecisionKind::Revocation { law: Some(law) };
        Ok(self.decide(CaseDecision::of(kind, &department, made), CaseState::Revoked { at }))
    }

    /// Closes it without touching the certificate. What was obtained by deceit must be annulled (行政许可法 §69(2)); an
    /// order to stop that is in force is lifted first, or is what settles the case.
    pub fn close(
        self,
        outcome: CaseOutcome,
        document: String,
        (actor, at): (&Actor, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        self.require(CaseAction::CloseEnforcementCase, actor, at)?;
        let (stopped, penalised) = (self.stop().is_some(), self.is_penalised());
        match outcome {
            CaseOutcome::Unfounded if stopped => return Err(CaseReason::StopInForce.into()),
            CaseOutcome::Unfounded => {}
            _ if self.cause == CaseCause::FalseCommitment => return Err(CaseReason::MustBeAnnulled.into()),
            CaseOutcome::Mended | CaseOutcome::Penalised if stopped => return Err(CaseReason::StopInForce.into()),
            CaseOutcome::Penalised if !penalised => return Err(CaseReason::NoPenalty.into()),
            CaseOutcome::StopKept if !stopped => return Err(CaseReason::NoStop.into()),
            CaseOutcome::Deregistered => return Err(CaseReason::NotRevoked.into()),
            CaseOutcome::Mended | CaseOutcome::Penalised | CaseOutcome::StopKept => {}
        }
        Ok(Self { state: CaseState::Closed { at, by: actor.id, outcome, document }, ..self })
    }

    pub(super) fn decide(mut self, decision: CaseDecision, state: CaseState) -> Self {
        self.decisions.push(decision);
        Self { state, ..self }
    }
}
