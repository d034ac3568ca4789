//! What enforcement does to a certificate (S17, S18): an order to stop leaves it in force and closes the doors;
//! 吊销, 撤销 and 注销 are three events, each over what was before, so that setting one aside restores exactly that.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Certificate, CertificateReason, CertificateState, CertificateStatus};
use crate::{id::EnforcementCaseId, refusal::Refusal};

/// An order to stop that is in force (责令停止).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The case it was ordered in.
    pub case: EnforcementCaseId,
    /// When.
    pub at: DateTime<Utc>,
    /// Number of the order.
    pub document: String,
}

/// What took a certificate's force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// 吊销, by the supervising department.
    Revocation,
    /// 撤销, by the grantor.
    Annulment,
}

impl Certificate {
    /// Whether its holder may open on it: it is operative, and no order to stop is in force (S10, S17).
    pub fn may_operate(&self) -> bool {
        self.operativity.is_operative() && self.stop.is_none()
    }

    /// Whether a case is open against it or an order to stop is in force: until that is settled it is neither changed nor
    /// renewed. A renewal asked for in time loses nothing by waiting (行政许可法 §50).
    pub fn is_under_enforcement(&self) -> bool {
        self.case.is_some() || self.stop.is_some()
    }

    /// Whether enforcement keeps it from being changed or renewed: for now, or because it was taken.
    pub fn is_contested(&self) -> bool {
        self.is_under_enforcement() || self.taken_by().is_some()
    }

    /// A case is opened against it, one at a time.
    pub fn open_case(self, case: EnforcementCaseId) -> Result<Self, Refusal> {
        self.require_valid()?;
        if self.case.is_some() {
            return Err(CertificateReason::CaseOpen.into());
        }
        Ok(Self { case: Some(case), ..self })
    }

    /// A case that was closed goes on, and holds its certificate again.
    pub fn hold_for(self, case: EnforcementCaseId) -> Self {
        Self { case: Some(case), ..self }
    }

    /// The case is closed. What it ordered goes on.
    pub fn close_case(self, case: EnforcementCaseId) -> Self {
        Self { case: self.case.filter(|open| *open != case), ..self }
    }

    /// The holder is ordered to stop (S17): it shows in the public check at once.
    pub fn order_stop(self, stop: Stop) -> Result<Self, Refusal> {
        self.require_valid()?;
        if self.stop.is_some() {
            return Err(CertificateReason::Stopped.into());
        }
        Ok(Self { stop: Some(stop), ..self })
    }

    /// The order is lifted, or set aside.
    pub fn lift_stop(self) -> Result<Self, Refusal> {
        if self.stop.is_none() {
            return Err(CertificateReason::NotStopped.into());
        }
        Ok(Self { stop: None, ..self })
    }

    /// 吊销: the supervising department's penalty (行政处罚法 §9(3); S17).
    pub fn revoke(self, case: EnforcementCaseId, at: DateTime<Utc>) -> Result<Self, Refusal> {
        self.require_valid()?;
        Ok(Self { state: CertificateState::Revoked { at, case }, ..self })
    }

    /// 撤销: the grantor takes its grant back, whether or not it was revoked before (行政许可法 §69; S18).
    pub fn annul(self, case: EnforcementCaseId, at: DateTime<Utc>) -> Result<Self, Refusal> {
        match self.state {
            CertificateState::Valid | CertificateState::Revoked { .. } => {
                let before = Box::new(self.state);
                Ok(Self { state: CertificateState::Annulled { at, case, before }, ..self })
            }
            _ => Err(CertificateReason::NotInForce.into()),
        }
    }

    /// 注销: the register is closed over what has ended (行政许可法 §70; S18).
    pub fn deregister(self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        match self.state {
            CertificateState::Expired { .. } | CertificateState::Revoked { .. } | CertificateState::Annulled { .. } => {
                let before = Box::new(self.state);
                Ok(Self { state: CertificateState::Deregistered { at, before }, ..self })
            }
            CertificateState::Deregistered { .. } => Err(CertificateReason::Deregistered.into()),
            CertificateState::Valid | CertificateState::Replaced { .. } => Err(CertificateReason::NotEnded.into()),
        }
    }

    /// What took its force was set aside on objection: it stands as if that had never been, and what rested on it alone
    /// falls (行政复议法 §64).
    pub fn restore(self, taking: Taking) -> Self {
        Self { state: self.state.without(taking), ..self }
    }

    /// The case that took its force, where one did.
    pub fn taken_by(&self) -> Option<EnforcementCaseId> {
        self.state.taken_by()
    }

    /// Whether it was taken or the register is closed over it: nothing that hangs on it is left to be done (S17, S18).
    pub fn has_been_taken(&self) -> bool {
        match self.status() {
            CertificateStatus::Revoked | CertificateStatus::Annulled | CertificateStatus::Deregistered => true,
            CertificateStatus::Valid | CertificateStatus::Expired | CertificateStatus::Replaced => false,
        }
    }

    fn require_valid(&self) -> Result<(), Refusal> {
        if self.status() == CertificateStatus::Valid { Ok(()) } else { Err(CertificateReason::NotInForce.into()) }
    }
}

impl CertificateState {
    fn without(self, taking: Taking) -> Self {
        match (self, taking) {
            (Self::Revoked { .. }, Taking::Revocation) => Self::Valid,
            (Self::Annulled { before, .. }, Taking::Annulment) => *before,
            (Self::Annulled { at, case, before }, Taking::Revocation) => {
                Self::Annulled { at, case, before: Box::new(before.without(taking)) }
            }
            (Self::Deregistered { at, before }, _) => match before.without(taking) {
                Self::Valid => Self::Valid,
                before => Self::Deregistered { at, before: Box::new(before) },
            },
            (other, _) => other,
        }
    }

    fn taken_by(&self) -> Option<EnforcementCaseId> {
        match self {
            Self::Revoked { case, .. } | Self::Annulled { case, .. } => Some(*case),
            Self::Deregistered { before, .. } => before.taken_by(),
            Self::Valid | Self::Expired { .. } | Self::Replaced { .. } => None,
        }
    }
}
