//! A subscription as it is shown.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Actor,
    subscription::{DisableCause, SubscriptionAction, SubscriptionStatus},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{maybe_words, word_list, words},
    operations::subscriptions::Kept,
};

/// A department's subscription to the log.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Subscription)]
pub struct SubscriptionView {
    /// Its id.
    pub id: Uuid,
    /// The department whose part of the log it gets.
    #[schema(example = "qitai_health")]
    pub department: String,
    /// What it is called.
    pub name: String,
    /// Where events are pushed to.
    #[schema(example = "https://health.example.cn/kaiye")]
    pub url: String,
    /// Of which types; of every type when empty.
    #[schema(example = json!(["certificate.*"]))]
    pub types: Vec<String>,
    /// Whether they are pushed.
    #[schema(schema_with = words::<SubscriptionStatus>)]
    pub status: SubscriptionStatus,
    /// When Kaiye gave up, while it has.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Why.
    #[schema(schema_with = maybe_words::<DisableCause>)]
    pub disabled_because: Option<DisableCause>,
    /// Since when nothing came through; empty while all is well.
    pub failing_since: Option<DateTime<Utc>>,
    /// Up to which position its part of the log has become deliveries.
    pub position: i64,
    /// The part of the log that is being sent again, if any.
    pub replay: Option<RangeView>,
    /// From when until when each of its secrets signs, the newest first.
    pub secrets: Vec<SecretView>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Its version, for `If-Match`.
    pub version: i32,
    /// What you may do with it now.
    #[schema(schema_with = word_list::<SubscriptionAction>)]
    pub allowed_actions: Vec<SubscriptionAction>,
}

/// What of a range of the log is still to be sent again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReplayRange)]
pub struct RangeView {
    /// From this position.
    pub from_position: i64,
    /// To this one.
    pub to_position: i64,
}

/// From when until when a secret signs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SubscriptionSecret)]
pub struct SecretView {
    /// From when.
    pub created_at: DateTime<Utc>,
    /// Until when; empty for the newest.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A subscription with its new secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubscriptionWithSecret {
    /// The subscription.
    pub subscription: SubscriptionView,
    /// What its deliveries are signed with (Standard Webhooks).
    #[schema(example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")]
    pub secret: String,
}

impl SubscriptionView {
    /// As this caller sees it.
    pub fn new(kept: Kept, actor: &Actor) -> Self {
        let Kept { subscription, row, secrets } = kept;
        let allowed_actions = subscription.actions(actor);
        let replay = row.replay_next.zip(row.replay_until);
        Self {
            id: subscription.id.into(),
            department: subscription.department,
            name: subscription.name,
            url: subscription.url,
            types: subscription.types.iter().map(ToString::to_string).collect(),
            status: subscription.status,
            disabled_at: subscription.disabled.map(|(at, _)| at),
            disabled_because: subscription.disabled.map(|(_, cause)| cause),
            failing_since: subscription.failing_since,
            position: row.cursor,
            replay: replay.map(|(from_position, to_position)| RangeView { from_position, to_position }),
            secrets: secrets
                .into_iter()
                .map(|it| SecretView { created_at: it.created_at.into(), expires_at: it.expires_at.map(Into::into) })
                .collect(),
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
            version: row.version,
            allowed_actions,
        }
    }
}
