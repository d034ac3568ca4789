//! What may be done with a record now, and by whom.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CreditRecord, CreditRepair};
use crate::{
    actor::{Actor, Permission, Role},
    certificate::Certificate,
};

/// What may be done with a record; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CreditAction {
    /// Ask for repair.
    ApplyCreditRepair,
    /// Decide on a repair that waits.
    DecideCreditRepair,
}

impl CreditRecord {
    /// What this actor may do with it today.
    pub fn actions(
        &self,
        actor: &Actor,
        certificate: &Certificate,
        repairs: &[CreditRepair],
        today: NaiveDate,
    ) -> Vec<CreditAction> {
        let mut actions = Vec::new();
        let holder =
            actor.may(Permission::ApplyCreditRepair) && (actor.id == self.owner || actor.is(Role::WindowClerk));
        if holder && self.require_repairable(certificate, repairs, today).is_ok() {
            actions.push(CreditAction::ApplyCreditRepair);
        }
        if repairs.iter().any(CreditRepair::is_filed) && self.require_head(actor).is_ok() {
            actions.push(CreditAction::DecideCreditRepair);
        }
        actions
    }
}
