//! Who may do what with a delegation and its numbers (S8): the entruster gives and takes back, the entrusted window keeps
//! the forms.

use serde::{Deserialize, Serialize};

use super::{Delegation, DelegationReason, DelegationState, DelegationStatus};
use crate::{
    actor::{Actor, Permission, Role},
    catalogue::Jurisdiction,
    refusal::Refusal,
};

/// What may be done with a delegation; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DelegationAction {
    /// Deposit the image of the seal that it names.
    DepositSealImage,
    /// Publish it (行政许可法 §24).
    PublishDelegation,
    /// Revoke it.
    RevokeDelegation,
    /// Record that a form is spoilt or lost.
    VoidNumber,
    /// Give numbers back to the entruster.
    ReturnNumbers,
}

/// Whether an actor sees delegations that are not published yet.
pub fn sees_unpublished(actor: &Actor) -> bool {
    [Permission::ReadLedger, Permission::ManageDelegation].into_iter().any(|permission| actor.may(permission))
}

/// The body that issues under a delegation (行政许可法 §24: it is not passed on): the one for which the actor issues, or
/// the window, for everybody who only asks what is still missing.
pub fn issuing_body<'a>(actor: &'a Actor, jurisdiction: &'a Jurisdiction) -> &'a str {
    let own = actor.department.as_deref().filter(|_| actor.may(Permission::IssueApplication));
    own.unwrap_or(&jurisdiction.registrar.department)
}

impl Delegation {
    /// Only the entruster's own head gives, publishes or revokes it, or an administrator who records it for them.
    pub fn require_entruster(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_ref() == Some(&self.entruster);
        let allowed = actor.may(Permission::ManageDelegation) && (own || actor.is(Role::Administrator));
        if allowed { Ok(()) } else { Err(DelegationReason::NotTheEntruster.into()) }
    }

    /// Only the entrusted window and the entruster keep its numbers.
    pub fn require_keeper(&self, actor: &Actor) -> Result<(), Refusal> {
        if actor.may(Permission::KeepLedger) && self.is_party(actor) {
            Ok(())
        } else {
            Err(DelegationReason::NotItsKeeper.into())
        }
    }

    /// Only its two parties look at the seal's image by itself, or an administrator.
    pub fn require_party(&self, actor: &Actor) -> Result<(), Refusal> {
        let allowed = self.is_party(actor) || actor.is(Role::Administrator);
        if allowed { Ok(()) } else { Err(DelegationReason::NotItsKeeper.into()) }
    }

    fn is_party(&self, actor: &Actor) -> bool {
        actor.department.as_ref().is_some_and(|own| *own == self.entrusted || *own == self.entruster)
    }

    /// What this actor may do with it now. Numbers of a revoked delegation are still accounted for and given back.
    pub fn actions(&self, actor: &Actor) -> Vec<DelegationAction> {
        let mut actions = Vec::new();
        if self.require_entruster(actor).is_ok() {
            if self.seal_image_hash.is_some() && self.status() != DelegationStatus::Revoked {
                actions.push(DelegationAction::DepositSealImage);
            }
            match self.state {
                DelegationState::Given => {
                    actions.extend([DelegationAction::PublishDelegation, DelegationAction::RevokeDelegation])
                }
                DelegationState::Published { .. } => actions.push(DelegationAction::RevokeDelegation),
                DelegationState::Revoked { .. } => {}
            }
        }
        if self.require_keeper(actor).is_ok() {
            actions.extend([DelegationAction::VoidNumber, DelegationAction::ReturnNumbers]);
        }
        actions
    }
}
