//! Proof that conditions promised by a day are met (S10): filed by the business, confirmed by the department.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Certificate, CertificateReason};
use crate::{
    id::{CertificateId, MaterialId, ReadinessId},
    refusal::{Fault, Refusal},
};

/// Where a proof stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(ReadinessStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a readiness proof stands, without the details.")]
pub enum ReadinessState {
    /// Waits for the department.
    Filed,
    /// Confirmed: the clauses count as met.
    Confirmed {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Uuid,
    },
    /// Not enough, and why; another may be filed.
    Rejected {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Uuid,
        /// Why.
        reason: String,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const READINESS_ARROWS: &[(ReadinessStatus, &str, ReadinessStatus)] = &[
    (ReadinessStatus::Filed, "confirm_readiness", ReadinessStatus::Confirmed),
    (ReadinessStatus::Filed, "confirm_readiness", ReadinessStatus::Rejected),
];

/// A proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadinessProof {
    /// Its id.
    pub id: ReadinessId,
    /// The dormant certificate.
    pub certificate: CertificateId,
    /// The clauses it proves.
    pub clauses: Vec<String>,
    /// What it rests on.
    pub materials: Vec<MaterialId>,
    /// The business's words.
    pub statement: String,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// By whom.
    pub filed_by: Uuid,
    /// Where it stands.
    pub state: ReadinessState,
}

impl ReadinessProof {
    /// Checks a proof against its certificate: it is in force and dormant, each clause is open, and something that was filed
    /// is laid before the department.
    pub fn check(&self, certificate: &Certificate, filed: &[MaterialId]) -> Result<(), Refusal> {
        certificate.require_in_force()?;
        if certificate.operativity.open_clauses().is_empty() {
            return Err(CertificateReason::NothingOpen.into());
        }
        let mut faults = Vec::new();
        if self.clauses.is_empty() {
            faults.push(Fault { pointer: "/clauses".into(), code: "required" });
        }
        if self.materials.is_empty() {
            faults.push(Fault { pointer: "/material_ids".into(), code: "required" });
        }
        for (index, material) in self.materials.iter().enumerate() {
            if !filed.contains(material) {
                faults.push(Fault { pointer: format!("/material_ids/{index}"), code: "not_in_the_application" });
            }
        }
        for (index, clause) in self.clauses.iter().enumerate() {
            if !certificate.operativity.open_clauses().iter().any(|open| open.clause == *clause) {
                faults.push(Fault { pointer: format!("/clauses/{index}"), code: "clause_not_open" });
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("content_invalid", faults)) }
    }

    /// Confirms or rejects it, once.
    pub fn decide(self, rejected: Option<String>, by: Uuid, at: DateTime<Utc>) -> Result<Self, Refusal> {
        if self.state != ReadinessState::Filed {
            return Err(CertificateReason::ProofDecided.into());
        }
        let state = match rejected {
            Some(reason) => ReadinessState::Rejected { at, by, reason },
            None => ReadinessState::Confirmed { at, by },
        };
        Ok(Self { state, ..self })
    }
}
