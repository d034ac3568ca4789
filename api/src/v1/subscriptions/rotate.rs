//! Gives a subscription a new secret.

use chrono::TimeDelta;
use kaiye_domain::{actor::need, id::SubscriptionId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{SubscriptionView, SubscriptionWithSecret};
use crate::{
    http::{Answered, Body, Caller, IfMatch, PathId, Shown},
    ids,
    operations::{Tx, subscriptions},
    outgoing::secret_of,
    state::State,
};

/// How to change over.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RotationRequest {
    /// Hours that the secrets before still sign beside the new one; 0 when one has leaked.
    #[serde(default = "day")]
    #[validate(range(min = 0, max = 168))]
    #[schema(minimum = 0, maximum = 168, default = 24)]
    overlap_hours: i64,
}

fn day() -> i64 {
    24
}

/// Rotate a subscription's secret
///
/// Answers the new secret, this once. During the overlap each delivery bears a signature with either, so that the
/// receiver can change over without missing any. It takes no `Idempotency-Key`: when the answer was lost, rotate again.
#[utoipa::path(post, path = "/subscriptions/{id}/secret")]
pub async fn rotate_subscription_secret(
    caller: Caller<need::ManageSubscription>,
    state: State,
    id: PathId<SubscriptionId>,
    if_match: IfMatch,
    body: Body<RotationRequest>,
) -> Answered<Shown<SubscriptionWithSecret>> {
    let overlap = TimeDelta::hours(body.value.overlap_hours);
    let secret = secret_of(ids::random());
    let load = move |tx: &mut Tx<'_>| Ok(subscriptions::open(tx, id.0)?);
    let act = move |tx: &mut Tx<'_>, kept: subscriptions::Kept| {
        if_match.check(kept.row.version)?;
        let kept = subscriptions::rotate(tx, kept, &secret, overlap)?;
        let version = kept.row.version;
        let body =
            SubscriptionWithSecret { subscription: SubscriptionView::new(kept, tx.actor), secret: secret.clone() };
        Ok(Shown::versioned(body, version))
    };
    state.write(&caller, None, load, act).await
}
