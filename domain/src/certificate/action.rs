//! What may be done with a certificate now, and by whom (S10).

use serde::{Deserialize, Serialize};

use super::{Certificate, CertificateReason, CertificateStatus};
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
    /// Open an enforcement case against it.
    OpenEnforcementCase,
    /// Close the register over it, once it has expired (注销).
    DeregisterCertificate,
}

impl Certificate {
    /// Only the department that grants or that supervises it says whether a promise was kept.
    pub fn require_department(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_ref().is_some_and(|own| *own == self.issuer || *own == self.supervisor);
        let allowed = own && actor.may(Permission::ConfirmReadiness);
        if allowed { Ok(()) } else { Err(CertificateReason::NotTheDepartments.into()) }
    }

    /// Only the head of the department that granted it closes the register over it.
    pub fn require_grantor(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_deref() == Some(self.issuer.as_str());
        let allowed = own && actor.may(Permission::TakeBackGrant);
        if allowed { Ok(()) } else { Err(CertificateReason::NotTheGrantors.into()) }
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
        let leads = actor.department.as_ref().is_some_and(|own| *own == self.issuer || *own == self.supervisor);
        if self.status() == CertificateStatus::Valid && self.case.is_none() && leads && actor.may(Permission::Enforce) {
            actions.push(CertificateAction::OpenEnforcementCase);
        }
        // Of what a case took, the case says when the register is closed.
        if self.status() == CertificateStatus::Expired && self.require_grantor(actor).is_ok() {
            actions.push(CertificateAction::DeregisterCertificate);
        }
        actions
    }
}
