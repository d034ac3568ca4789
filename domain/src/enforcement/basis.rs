//! Opening a case: what it rests on decides whose fault it is about, and so what may follow.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CaseReason, CaseState, EnforcementCase};
use crate::{
    actor::Actor,
    bar::BarCause,
    certificate::Certificate,
    id::{EnforcementCaseId, RectificationId, VerificationTaskId},
    rectification::RectificationOrder,
    refusal::Refusal,
    verification::{Verdict, VerificationTask},
};

/// What a case rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum CaseBasis {
    /// An order to rectify that was refused, not carried out, or let pass (S17).
    Rectification {
        /// The order.
        order: RectificationId,
    },
    /// A check that found what cannot be mended: a false commitment (S19), or a business that opened before it might
    /// (S10).
    Task {
        /// The concluded task.
        task: VerificationTaskId,
    },
    /// The grant itself was wrong (行政许可法 §69(1)).
    Grant {
        /// How.
        fault: GrantorFault,
    },
}

impl CaseBasis {
    /// How the grant was wrong, where that is what the case is about.
    pub fn grantor_fault(&self) -> Option<GrantorFault> {
        match self {
            Self::Grant { fault } => Some(*fault),
            Self::Rectification { .. } | Self::Task { .. } => None,
        }
    }
}

/// How a grant was wrong (行政许可法 §69(1)).
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
pub enum GrantorFault {
    /// 滥用职权、玩忽职守 (§69(1)1).
    AbuseOfPower,
    /// 超越法定职权 (§69(1)2).
    BeyondAuthority,
    /// 违反法定程序 (§69(1)3).
    AgainstProcedure,
    /// 对不具备申请资格或者不符合法定条件的申请人准予许可 (§69(1)4).
    UnqualifiedApplicant,
    /// Another case that a law names (§69(1)5).
    Other,
}

/// Whose fault a case is about.
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
pub enum CaseCause {
    /// The holder did not keep what it promised (违反承诺).
    BrokenCommitment,
    /// The holder promised what was untrue (虚假承诺): the grant was obtained by deceit (行政许可法 §69(2)).
    FalseCommitment,
    /// The grantor's own (行政许可法 §69(1)).
    GrantorFault,
}

impl CaseCause {
    /// What the holder is barred for; nothing where the fault is not its own.
    pub fn bars(self) -> Option<BarCause> {
        match self {
            Self::BrokenCommitment => Some(BarCause::BrokenCommitment),
            Self::FalseCommitment => Some(BarCause::FalseCommitment),
            Self::GrantorFault => None,
        }
    }
}

/// What a case is opened with.
#[derive(Debug, Clone, Copy)]
pub enum Opening<'a> {
    /// An order that failed.
    Rectification(&'a RectificationOrder),
    /// A task that found what cannot be mended.
    Task(&'a VerificationTask),
    /// The grantor's own fault.
    Grant(GrantorFault),
}

impl Opening<'_> {
    /// What it comes to: the basis, whose fault, and the clauses. What can be mended is first ordered to be mended (S16).
    pub fn weigh(self) -> Result<(CaseBasis, CaseCause, Vec<String>), CaseReason> {
        match self {
            Self::Rectification(order) if order.case.is_some() => Err(CaseReason::OpenedBefore),
            Self::Rectification(order) if order.has_failed() => {
                let basis = CaseBasis::Rectification { order: order.id };
                Ok((basis, CaseCause::BrokenCommitment, order.clauses.clone()))
            }
            Self::Rectification(_) => Err(CaseReason::NotFailed),
            Self::Task(task) => {
                if task.state.verdict() != Some(Verdict::Mismatch) {
                    return Err(CaseReason::NothingFound);
                }
                let clauses = task.adverse_findings().map(|finding| finding.clause.clone()).collect();
                let basis = CaseBasis::Task { task: task.id };
                if task.shows_deceit() {
                    Ok((basis, CaseCause::FalseCommitment, clauses))
                } else if task.early_opening.is_some() {
                    Ok((basis, CaseCause::BrokenCommitment, clauses))
                } else {
                    Err(CaseReason::RectifyFirst)
                }
            }
            Self::Grant(fault) => Ok((CaseBasis::Grant { fault }, CaseCause::GrantorFault, Vec::new())),
        }
    }
}

impl EnforcementCase {
    /// Opens a case against a certificate: by the supervising department for the holder's fault, by the grantor for its
    /// own (S17; 行政许可法 §69).
    pub fn open(
        id: EnforcementCaseId,
        certificate: &Certificate,
        opening: Opening<'_>,
        facts: String,
        (review_body, document): (String, String),
        (actor, now): (&Actor, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        let (basis, cause, clauses) = opening.weigh()?;
        let case = Self {
            id,
            application: certificate.application,
            owner: certificate.owner,
            certificate: certificate.id,
            item_code: certificate.item_code.clone(),
            division: certificate.division.clone(),
            department: certificate.supervisor.clone(),
            grantor: certificate.issuer.clone(),
            review_body,
            basis,
            cause,
            clauses,
            facts,
            document,
            opened_at: now,
            opened_by: actor.id,
            stops: Vec::new(),
            hearing: None,
            letter: None,
            decisions: Vec::new(),
            state: CaseState::Open,
        };
        case.require_leader(actor)?;
        Ok(case)
    }

    /// The body that leads the case: the supervising department, or the grantor where the fault is its own.
    pub fn leader(&self) -> &str {
        if self.cause == CaseCause::GrantorFault { &self.grantor } else { &self.department }
    }
}
