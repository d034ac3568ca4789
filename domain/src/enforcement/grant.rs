//! The grantor's acts (S18): 撤销 takes the grant back, 注销 closes the register. Whose fault it was decides the ground
//! of an annulment, and the ground its consequences.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CaseAction, CaseCause, CaseDecision, CaseOutcome, CaseState, DecisionKind, EnforcementCase, Made};
use crate::{
    actor::Actor,
    refusal::{Faults, Refusal},
};

/// On what ground a grant is annulled.
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
pub enum AnnulmentGround {
    /// What was promised is not kept (国办发〔2020〕42号; S18): after the revocation.
    CommitmentNotKept,
    /// Obtained by deceit: it must be annulled, nothing is protected (行政许可法 §69(2), (4)), and the holder is barred.
    Deceit,
    /// The grantor's own fault: it may be annulled, and the holder is compensated (行政许可法 §69(1), (4)).
    GrantorFault,
}

impl From<CaseCause> for AnnulmentGround {
    fn from(cause: CaseCause) -> Self {
        match cause {
            CaseCause::BrokenCommitment => Self::CommitmentNotKept,
            CaseCause::FalseCommitment => Self::Deceit,
            CaseCause::GrantorFault => Self::GrantorFault,
        }
    }
}

impl EnforcementCase {
    /// Annuls the grant: by the grantor's head, on the ground that the case is about. A commitment that was not kept is
    /// annulled after the revocation; deceit and the grantor's own fault need none.
    pub fn annul(self, compensation: Option<String>, made: Made, actor: &Actor) -> Result<Self, Refusal> {
        self.require(CaseAction::AnnulCertificate, actor, made.at)?;
        let mut faults = Faults::default();
        match (self.cause, &compensation) {
            (CaseCause::GrantorFault, None) => faults.add("/compensation", "required"),
            (CaseCause::BrokenCommitment | CaseCause::FalseCommitment, Some(_)) => {
                faults.add("/compensation", "only_for_the_grantors_fault");
            }
            _ => {}
        }
        faults.into_result("content_invalid")?;
        let kind = DecisionKind::Annulment { ground: self.cause.into(), compensation };
        let at = made.at;
        let grantor = self.grantor.clone();
        Ok(self.decide(CaseDecision::of(kind, &grantor, made), CaseState::Annulled { at }))
    }

    /// Closes the register over what was revoked or annulled, and the case with it (行政许可法 §70). What is objected to
    /// is decided on first.
    pub fn deregister(self, document: String, (actor, at): (&Actor, DateTime<Utc>)) -> Result<Self, Refusal> {
        self.require(CaseAction::DeregisterCertificate, actor, at)?;
        let outcome = CaseOutcome::Deregistered;
        Ok(Self { state: CaseState::Closed { at, by: actor.id, outcome, document }, ..self })
    }
}
