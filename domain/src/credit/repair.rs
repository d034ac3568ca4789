//! Repair (信用修复): the business mended what it broke, served the least time and says so with proof; the head of the
//! department that recorded it decides.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CreditReason, CreditRecord, CreditState};
use crate::{
    actor::{Actor, Permission},
    certificate::Certificate,
    id::{CreditRecordId, CreditRepairId, MaterialId},
    refusal::{Fault, Refusal},
    words::is_blank,
};

/// Where a repair stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(RepairStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a credit repair stands, without the details.")]
pub enum RepairState {
    /// Waits for the department.
    Filed,
    /// Granted: the record is repaired.
    Granted(RepairDecision),
    /// Refused; another may be filed.
    Refused(RepairDecision),
    /// The record was withdrawn meanwhile: nothing is left to repair.
    Moot {
        /// When.
        at: DateTime<Utc>,
    },
}

/// The department's word on a repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairDecision {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Uuid,
    /// Why.
    pub reason: String,
    /// Number of its document (文书号).
    pub document: String,
}

/// What the department says.
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
pub enum RepairVerdict {
    /// What was broken is mended, and the proof shows it.
    Granted,
    /// It is not.
    Refused,
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const REPAIR_ARROWS: &[(RepairStatus, &str, RepairStatus)] = &[
    (RepairStatus::Filed, "decide_credit_repair", RepairStatus::Granted),
    (RepairStatus::Filed, "decide_credit_repair", RepairStatus::Refused),
    (RepairStatus::Filed, "decide_objection", RepairStatus::Moot),
];

/// What a business asks repair with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairRequest {
    /// What was mended and how, and that it will stay so (信用承诺).
    pub statement: String,
    /// The proof: materials filed with the application.
    pub materials: Vec<MaterialId>,
}

/// A repair that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRepair {
    /// Its id.
    pub id: CreditRepairId,
    /// The record.
    pub record: CreditRecordId,
    /// The business's words.
    pub statement: String,
    /// The proof.
    pub materials: Vec<MaterialId>,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// By whom.
    pub filed_by: Uuid,
    /// Where it stands.
    pub state: RepairState,
}

impl CreditRepair {
    /// Whether it waits for the department.
    pub fn is_filed(&self) -> bool {
        self.state == RepairState::Filed
    }

    /// Decides it, once.
    pub fn decide(self, verdict: RepairVerdict, decision: RepairDecision) -> Result<Self, Refusal> {
        if !self.is_filed() {
            return Err(CreditReason::RepairDecided.into());
        }
        let state = match verdict {
            RepairVerdict::Granted => RepairState::Granted(decision),
            RepairVerdict::Refused => RepairState::Refused(decision),
        };
        Ok(Self { state, ..self })
    }

    /// The record was withdrawn: a repair that waits falls away, one that was decided stays as it was.
    pub fn fall_away(self, at: DateTime<Utc>) -> Self {
        if self.is_filed() { Self { state: RepairState::Moot { at }, ..self } } else { self }
    }
}

impl CreditRecord {
    /// Whether repair may be asked for now: there is something to repair, the least time of the class has been served, the
    /// case is settled, and no other repair waits.
    pub fn require_repairable(
        &self,
        certificate: &Certificate,
        repairs: &[CreditRepair],
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        self.require_served(certificate, today)?;
        if repairs.iter().any(CreditRepair::is_filed) {
            return Err(CreditReason::RepairPending.into());
        }
        Ok(())
    }

    /// Only the head of the department that recorded the breach decides on its repair.
    pub fn require_head(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_ref() == Some(&self.department);
        let allowed = own && actor.may(Permission::DecideCreditRepair);
        if allowed { Ok(()) } else { Err(CreditReason::NotTheDepartments.into()) }
    }

    /// Takes a request: something is said, and what proves it lies in the application.
    pub fn request_repair(
        &self,
        id: CreditRepairId,
        request: RepairRequest,
        filed: &[MaterialId],
        by: Uuid,
        at: DateTime<Utc>,
    ) -> Result<CreditRepair, Refusal> {
        let mut faults = Vec::new();
        if is_blank(&request.statement) {
            faults.push(Fault { pointer: "/statement".into(), code: "required" });
        }
        if request.materials.is_empty() {
            faults.push(Fault { pointer: "/material_ids".into(), code: "required" });
        }
        for (index, material) in request.materials.iter().enumerate() {
            if !filed.contains(material) {
                faults.push(Fault { pointer: format!("/material_ids/{index}"), code: "not_in_the_application" });
            }
        }
        if !faults.is_empty() {
            return Err(Refusal::fields("content_invalid", faults));
        }
        let RepairRequest { statement, materials } = request;
        let state = RepairState::Filed;
        Ok(CreditRepair { id, record: self.id, statement, materials, filed_at: at, filed_by: by, state })
    }

    /// It is repaired, by a repair that was granted; the conditions are looked at again. A refused one changes nothing.
    pub fn repair(self, repair: &CreditRepair, certificate: &Certificate, today: NaiveDate) -> Result<Self, Refusal> {
        let RepairState::Granted(decision) = &repair.state else { return Ok(self) };
        self.require_served(certificate, today)?;
        Ok(Self { state: CreditState::Repaired { at: decision.at, by: repair.id }, ..self })
    }

    fn require_served(&self, certificate: &Certificate, today: NaiveDate) -> Result<(), Refusal> {
        if !matches!(self.state, CreditState::Published | CreditState::Ended { .. }) {
            return Err(CreditReason::NothingToRepair.into());
        }
        if today < self.repairable_from() {
            return Err(CreditReason::NotServed.into());
        }
        // A certificate that was taken leaves nothing to mend; one that stands is mended when its case and stop are over.
        if certificate.taken_by().is_none() && certificate.is_under_enforcement() {
            return Err(CreditReason::NotMended.into());
        }
        Ok(())
    }
}
