//! What may be done with a certificate now, and by whom (S10).

use serde::{Deserialize, Serialize};

use super::{Certificate, CertificateReason};
use crate::{
    actor::{Actor, Permission, Role},
    refusal::Refusal,
};

/// What may be done with a certificate; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CertificateAction {
    /// File the proof that what was promised by a day is met.
    SubmitReadiness,
    /// Confirm or reject such a proof.
    ConfirmReadiness,
}

impl Certificate {
    /// Only the department that grants or that supervises it says whether a promise was kept.
    pub fn require_department(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_ref().is_some_and(|own| *own == self.issuer || *own == self.supervisor);
        let allowed = own && actor.may(Permission::ConfirmReadiness);
        if allowed { Ok(()) } else { Err(CertificateReason::NotTheDepartments.into()) }
    }

    /// What this actor may do with it now; `proof_filed`: whether a proof waits for the department.
    pub fn actions(&self, actor: &Actor, proof_filed: bool) -> Vec<CertificateAction> {
        let mut actions = Vec::new();
        let open = self.require_in_force().is_ok() && !self.operativity.open_clauses().is_empty();
        let holder = actor.may(Permission::FileReadiness) && (actor.id == self.owner || actor.is(Role::WindowClerk));
        if open && holder {
            actions.push(CertificateAction::SubmitReadiness);
        }
        if proof_filed && self.require_in_force().is_ok() && self.require_department(actor).is_ok() {
            actions.push(CertificateAction::ConfirmReadiness);
        }
        actions
    }
}
