//! The task itself: what is to be looked at, what was found, and what follows from it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    ClauseFinding, EarlyOpening, Evidence, FindingResult, Receipt, Verdict, VerificationKind, VerificationState,
    VerificationStatus,
};
use crate::{
    certificate::Certificate,
    id::{CertificateId, VerificationTaskId},
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    policy::Policy,
    time::Period,
};

/// How long a task may take, by one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The period.
    pub period: Period,
    /// Who says so.
    pub source: String,
}

impl Limit {
    /// How long a task may take that runs from receipt (S14).
    pub fn from_receipt(policy: &Policy) -> Self {
        Self { period: policy.verification.value, source: policy.verification.source.clone() }
    }
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationTask {
    /// Its id.
    pub id: VerificationTaskId,
    /// What is to be checked.
    pub kind: VerificationKind,
    /// The department that owes it.
    pub department: String,
    /// The certificate.
    pub certificate: CertificateId,
    /// Code of the item.
    pub item_code: String,
    /// The clauses to look at.
    pub clauses: Vec<String>,
    /// The material that is missing, for that kind.
    pub material_code: Option<String>,
    /// Every length that a source gives it; the one that ends first binds (S15).
    pub limits: Vec<Limit>,
    /// Since when the department can fetch it.
    pub available_at: DateTime<Utc>,
    /// How its department received it, in the order in which that became known (S13).
    #[serde(default)]
    pub receipts: Vec<Receipt>,
    /// What shows what was found.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// What was found, in order; of several findings of one clause the last counts.
    #[serde(default)]
    pub findings: Vec<ClauseFinding>,
    /// That the business was open before it might (S10).
    #[serde(default)]
    pub early_opening: Option<EarlyOpening>,
    /// Where it stands.
    #[serde(default)]
    pub state: VerificationState,
}

impl VerificationTask {
    /// A new task of any kind about a certificate, owed by whom the kind says, to be done within the policy's time from
    /// receipt. What it is about, and other limits, are set beside: `Self { clauses, ..Self::new(…) }`.
    pub fn new(
        id: VerificationTaskId,
        kind: VerificationKind,
        certificate: &Certificate,
        policy: &Policy,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            kind,
            department: kind.owner(certificate).to_owned(),
            certificate: certificate.id,
            item_code: certificate.item_code.clone(),
            clauses: Vec::new(),
            material_code: None,
            limits: vec![Limit::from_receipt(policy)],
            available_at: now,
            receipts: Vec::new(),
            evidence: Vec::new(),
            findings: Vec::new(),
            early_opening: None,
            state: VerificationState::Open,
        }
    }

    /// Its clocks: one for each length that a source gives it (S14, S15); and, where its time waits for the department's
    /// receipt, how long that may take before it is deemed (S14).
    pub fn duties(&self, policy: &Policy) -> Vec<Duty> {
        let (obligation, begins) = self.kind.clock();
        let subject = (ObligationSubject::VerificationTask, self.id.0);
        let duty =
            |obligation, period, begins| Duty::of_department(&self.department, obligation, subject, period, begins);
        let receipt = duty(Obligation::Acknowledge, policy.deemed_receipt.value, Begins::Now);
        let limits = self.limits.iter().map(|limit| duty(obligation, limit.period, begins));
        self.kind.waits_for_receipt().then_some(receipt).into_iter().chain(limits).collect()
    }

    /// Its status.
    pub fn status(&self) -> VerificationStatus {
        (&self.state).into()
    }

    /// What has to be found before it can be concluded: each clause; of a missing material, what became of it.
    pub fn points(&self) -> impl Iterator<Item = &str> {
        self.clauses.iter().chain(&self.material_code).map(String::as_str)
    }

    /// The finding that counts for a point: the last.
    pub fn finding(&self, point: &str) -> Option<&ClauseFinding> {
        self.findings.iter().rfind(|finding| finding.clause == point)
    }

    /// The findings that count, in the order of the points.
    pub fn standing_findings(&self) -> impl Iterator<Item = &ClauseFinding> {
        self.points().filter_map(|point| self.finding(point))
    }

    /// The standing findings that go against the business.
    pub fn adverse_findings(&self) -> impl Iterator<Item = &ClauseFinding> {
        self.standing_findings().filter(|finding| finding.result.is_adverse())
    }

    /// Whether something was untrue when it was promised (虚假承诺).
    pub fn shows_deceit(&self) -> bool {
        self.standing_findings().any(|finding| finding.result == FindingResult::False)
    }

    /// What its findings come to: nobody types it in.
    pub fn verdict_of_findings(&self) -> Verdict {
        let against = self.early_opening.is_some() || self.adverse_findings().next().is_some();
        if against { Verdict::Mismatch } else { Verdict::Kept }
    }
}
