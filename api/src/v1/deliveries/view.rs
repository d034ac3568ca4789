//! A delivery as it is shown.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Actor,
    subscription::{DeliveryAction, DeliveryStatus, Subscription},
};
use kaiye_persistence::{
    StoreResult,
    map::delivery_from,
    row::{DeliveryAttemptRow, DeliveryRow},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{maybe_words, word_list, words},
    outgoing::Unanswered,
};

/// One event on its way to one subscriber.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub struct DeliveryView {
    /// Its id.
    pub id: Uuid,
    /// The subscription.
    pub subscription_id: Uuid,
    /// The event, which is also the `webhook-id`.
    pub event_id: Uuid,
    /// The event's type.
    #[serde(rename = "type")]
    #[schema(example = "certificate.issued")]
    pub kind: String,
    /// The event's place in the log.
    pub position: i64,
    /// Whether it came through; `dead` when every attempt failed.
    #[schema(schema_with = words::<DeliveryStatus>)]
    pub status: DeliveryStatus,
    /// How often it was attempted.
    pub attempts: i32,
    /// When it may be attempted next, while it waits; not before an earlier event of its subject has ended.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// Since when it waits or waited.
    pub created_at: DateTime<Utc>,
    /// When it came through or was given up.
    pub ended_at: Option<DateTime<Utc>>,
    /// What you may do with it now.
    #[schema(schema_with = word_list::<DeliveryAction>)]
    pub allowed_actions: Vec<DeliveryAction>,
}

/// A delivery and how each attempt of it went.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryWithAttempts {
    /// The delivery.
    pub delivery: DeliveryView,
    /// Its attempts, the first first.
    pub attempts: Vec<AttemptView>,
}

/// How an attempt went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeliveryAttempt)]
pub struct AttemptView {
    /// The how manieth.
    pub number: i32,
    /// When it began.
    pub at: DateTime<Utc>,
    /// Milliseconds that it took.
    pub took_millis: i64,
    /// What was answered, if anything was.
    pub status_code: Option<i32>,
    /// Why nothing was.
    #[schema(schema_with = maybe_words::<Unanswered>)]
    pub error: Option<String>,
}

impl DeliveryView {
    /// As this caller sees it.
    pub fn new(row: DeliveryRow, subscription: &Subscription, actor: &Actor) -> StoreResult<Self> {
        let delivery = delivery_from(&row)?;
        let waits = delivery.status == DeliveryStatus::Waiting;
        Ok(Self {
            id: row.id.into(),
            subscription_id: row.subscription_id.into(),
            event_id: row.event_id.into(),
            kind: row.kind,
            position: row.position,
            status: delivery.status,
            attempts: delivery.attempts,
            next_attempt_at: waits.then_some(delivery.next_attempt_at),
            created_at: row.created_at.into(),
            ended_at: delivery.ended_at,
            allowed_actions: subscription.delivery_actions(actor),
        })
    }
}

impl From<DeliveryAttemptRow> for AttemptView {
    fn from(row: DeliveryAttemptRow) -> Self {
        Self {
            number: row.number,
            at: row.at.into(),
            took_millis: row.took_millis,
            status_code: row.status_code,
            error: row.error,
        }
    }
}
