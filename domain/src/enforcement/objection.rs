//! Objections (行政复议): the holder objects to a decision within its time, the review body upholds it or sets it aside.
//! What is set aside gives back what it took, and nothing else; the decision does not wait for it (行政复议法 §42).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CaseDecision, CaseReason, CaseState, DecisionKind, EnforcementCase};
use crate::{actor::Actor, refusal::Refusal};

/// An objection to a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Uuid,
    /// In the holder's words.
    pub statement: String,
    /// What the review body decided.
    pub verdict: Option<ObjectionVerdict>,
}

/// What came of an objection.
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
pub enum ObjectionOutcome {
    /// The decision stands (行政复议法 §68).
    Upheld,
    /// It is set aside (行政复议法 §64).
    SetAside,
}

/// The review body's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionVerdict {
    /// What.
    pub outcome: ObjectionOutcome,
    /// Why.
    pub reason: String,
    /// Number of its document.
    pub document: String,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

impl EnforcementCase {
    /// The holder objects to a decision, once and within its time (行政复议法 §20).
    pub fn object(self, id: Uuid, statement: String, (actor, at): (&Actor, DateTime<Utc>)) -> Result<Self, Refusal> {
        self.require_holder(actor)?;
        self.decision(id)?.require_objectionable(at)?;
        Ok(self.with_objection(id, Objection { at, by: actor.id, statement, verdict: None }))
    }

    /// The review body's head decides. Where a decision is set aside, the case stands as it did without it.
    pub fn decide_objection(self, id: Uuid, verdict: ObjectionVerdict, actor: &Actor) -> Result<Self, Refusal> {
        let decision = self.decision(id)?;
        let objection = decision.objection.clone().ok_or(CaseReason::NotObjectedTo)?;
        self.require_reviewer(decision, actor)?;
        if objection.verdict.is_some() {
            return Err(CaseReason::ObjectionDecided.into());
        }
        let falls = verdict.outcome == ObjectionOutcome::SetAside;
        let at = verdict.at;
        let case = self.with_objection(id, Objection { verdict: Some(verdict), ..objection });
        Ok(if falls { case.without(id, at) } else { case })
    }

    /// The body that decides on an objection to a decision.
    pub fn reviewer<'a>(&'a self, decision: &'a CaseDecision) -> &'a str {
        decision.review_body.as_deref().unwrap_or(&self.review_body)
    }

    /// The body before which the case lies: that of the first objection that waits for a word, else of the last that was
    /// made. None while nobody objected: the case is none of its business.
    pub fn review_body_at_work(&self) -> Option<&str> {
        let objected = || self.decisions.iter().filter_map(|it| Some((it, it.objection.as_ref()?)));
        let waiting = objected().filter(|(decision, _)| decision.is_objected_to()).min_by_key(|(_, it)| it.at);
        waiting.or_else(|| objected().max_by_key(|(_, it)| it.at)).map(|(decision, _)| self.reviewer(decision))
    }

    fn with_objection(mut self, id: Uuid, objection: Objection) -> Self {
        if let Some(decision) = self.decisions.iter_mut().find(|decision| decision.id == id) {
            decision.objection = Some(objection);
        }
        self
    }

    /// How it stands now that a decision fell. What it took of the certificate decides where it goes on: a revocation that
    /// still stands, an annulment, or neither, and then the leading body decides anew or closes it.
    fn without(mut self, id: Uuid, at: DateTime<Utc>) -> Self {
        let Some(fallen) = self.decisions.iter().find(|decision| decision.id == id).cloned() else { return self };
        match fallen.kind {
            DecisionKind::Stop => {
                for stop in self.stops.iter_mut().filter(|stop| stop.decision == id && stop.lifted.is_none()) {
                    stop.set_aside(at);
                }
            }
            DecisionKind::Penalty { .. } => {}
            DecisionKind::Revocation { .. } | DecisionKind::Annulment { .. } => {
                self.state = self.state_now();
            }
        }
        self
    }

    fn state_now(&self) -> CaseState {
        let revocation = self.standing(|kind| matches!(kind, DecisionKind::Revocation { .. })).map(|it| it.at);
        let annulment = self.standing(|kind| matches!(kind, DecisionKind::Annulment { .. })).map(|it| it.at);
        match (&self.state, annulment, revocation) {
            // The register stays closed over what still took the certificate.
            (CaseState::Closed { .. }, annulment, revocation) if annulment.or(revocation).is_some() => {
                self.state.clone()
            }
            (_, Some(at), _) => CaseState::Annulled { at },
            (_, None, Some(at)) => CaseState::Revoked { at },
            (_, None, None) => CaseState::Open,
        }
    }
}

impl CaseDecision {
    /// What the review body decided on it, if it did.
    pub fn verdict(&self) -> Option<&ObjectionVerdict> {
        self.objection.as_ref()?.verdict.as_ref()
    }
}
