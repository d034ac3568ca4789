//! What may be done with a subscription and its deliveries now; each is an operation of the API.

use serde::{Deserialize, Serialize};

use super::{Subscription, SubscriptionStatus};
use crate::actor::{Actor, Permission};

/// What may be done with a subscription.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubscriptionAction {
    /// Change, pause or resume it.
    UpdateSubscription,
    /// Give it a new secret.
    RotateSubscriptionSecret,
    /// Send a test.
    PingSubscription,
    /// Send a part of the log again.
    ReplayEvents,
    /// End it.
    DeleteSubscription,
}

/// What may be done with a delivery.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryAction {
    /// Send it again.
    Redeliver,
}

impl Subscription {
    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor) -> Vec<SubscriptionAction> {
        use SubscriptionAction::{
            DeleteSubscription, PingSubscription, ReplayEvents, RotateSubscriptionSecret, UpdateSubscription,
        };
        match (actor.may(Permission::ManageSubscription), self.status) {
            (false, _) => Vec::new(),
            (true, SubscriptionStatus::Active) => {
                vec![UpdateSubscription, RotateSubscriptionSecret, PingSubscription, ReplayEvents, DeleteSubscription]
            }
            (true, _) => vec![UpdateSubscription, RotateSubscriptionSecret, DeleteSubscription],
        }
    }

    /// What this actor may do with one of its deliveries now.
    pub fn delivery_actions(&self, actor: &Actor) -> Vec<DeliveryAction> {
        let may = actor.may(Permission::ManageSubscription) && self.require_active().is_ok();
        if may { vec![DeliveryAction::Redeliver] } else { Vec::new() }
    }
}
