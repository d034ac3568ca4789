//! Verification tasks (S14, S15): they exist from the moment of issue, with owner and clause list. Working them is the
//! supervision's part.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    catalogue::Item,
    certificate::Certificate,
    commitment::Commitment,
    id::{CertificateId, VerificationTaskId},
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    policy::Policy,
    time::Period,
};

/// What is to be checked, and so whose task it is.
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
pub enum VerificationKind {
    /// Whether the commitment is kept: the supervising department, 2 months from its receipt (S14).
    Commitment,
    /// On-site survey or testing: the approving organ, 15 working days from the grant (S15).
    SiteCheck,
    /// A condition promised by a day was not proved by it (S10).
    MissedDate,
    /// A material due after issue did not come (S5).
    MissingMaterial,
}

impl VerificationKind {
    /// The department that owes it: the supervisor checks what was promised, the approving organ goes to the place.
    pub fn owner(self, certificate: &Certificate) -> &str {
        match self {
            Self::SiteCheck => &certificate.issuer,
            Self::Commitment | Self::MissedDate | Self::MissingMaterial => &certificate.supervisor,
        }
    }

    /// The rule of its clock, and when that begins: with the grant for a site check (S15), else with receipt (S14).
    pub fn clock(self) -> (Obligation, Begins) {
        match self {
            Self::SiteCheck => (Obligation::CheckSite, Begins::Now),
            Self::Commitment | Self::MissedDate | Self::MissingMaterial => (Obligation::Verify, Begins::OnReceipt),
        }
    }
}

/// Where a task stands.
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
pub enum VerificationStatus {
    /// To be done.
    Open,
}

/// How long a task may take, by one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The period.
    pub period: Period,
    /// Who says so.
    pub source: String,
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
    /// Where it stands.
    pub status: VerificationStatus,
}

impl VerificationTask {
    /// Its clocks: one for each length that a source gives it, each running or waiting by itself (S14, S15).
    pub fn duties(&self) -> Vec<Duty> {
        let (obligation, begins) = self.kind.clock();
        let subject = (ObligationSubject::VerificationTask, self.id.0);
        self.limits
            .iter()
            .map(|limit| Duty::of_department(&self.department, obligation, subject, limit.period, begins))
            .collect()
    }

    /// The task that a promise brings which was not proved by its day (S10): the supervisor looks into its clauses.
    pub fn of_missed_date(
        id: VerificationTaskId,
        certificate: &Certificate,
        clauses: Vec<String>,
        policy: &Policy,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            kind: VerificationKind::MissedDate,
            department: VerificationKind::MissedDate.owner(certificate).to_owned(),
            certificate: certificate.id,
            item_code: certificate.item_code.clone(),
            clauses,
            material_code: None,
            limits: vec![from_receipt(policy)],
            available_at: now,
            status: VerificationStatus::Open,
        }
    }
}

impl VerificationTask {
    /// The task that a material brings which was due after issue and did not come (S5): the certificate stands, and the
    /// supervisor looks into it.
    pub fn of_missing_material(
        id: VerificationTaskId,
        certificate: &Certificate,
        material: &str,
        policy: &Policy,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            kind: VerificationKind::MissingMaterial,
            department: VerificationKind::MissingMaterial.owner(certificate).to_owned(),
            certificate: certificate.id,
            item_code: certificate.item_code.clone(),
            clauses: Vec::new(),
            material_code: Some(material.to_owned()),
            limits: vec![from_receipt(policy)],
            available_at: now,
            status: VerificationStatus::Open,
        }
    }
}

/// A task before it has an id and an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskDraft {
    /// What is to be checked.
    pub kind: VerificationKind,
    /// The clauses to look at.
    pub clauses: Vec<String>,
    /// How long it may take.
    pub limits: Vec<Limit>,
}

/// The tasks that an issued item brings: a commitment check by the supervisor for what was promised (S14), a site check
/// by the issuer where the item demands one (S15).
pub fn tasks_at_issue(item: &Item, commitment: Option<&Commitment>, policy: &Policy) -> Vec<TaskDraft> {
    let mut tasks = Vec::new();
    if let Some(commitment) = commitment {
        let clauses = commitment.promises.iter().map(|promise| promise.clause.clone()).collect();
        tasks.push(TaskDraft { kind: VerificationKind::Commitment, clauses, limits: vec![from_receipt(policy)] });
    }
    if let Some(site) = &item.site_check {
        let clauses = item.conditions.iter().map(|condition| condition.clause.clone()).collect();
        let own = Limit { period: policy.site_check.value, source: policy.site_check.source.clone() };
        let mut limits: Vec<Limit> =
            site.periods.iter().map(|it| Limit { period: it.period, source: it.source.clone() }).collect();
        if !limits.iter().any(|limit| limit.period == own.period) {
            limits.insert(0, own);
        }
        tasks.push(TaskDraft { kind: VerificationKind::SiteCheck, clauses, limits });
    }
    tasks
}

/// How long a task may take that runs from receipt (S14).
pub fn from_receipt(policy: &Policy) -> Limit {
    Limit { period: policy.verification.value, source: policy.verification.source.clone() }
}
