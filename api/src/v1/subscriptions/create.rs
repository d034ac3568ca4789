//! Subscribes a department's system to the log.

use kaiye_domain::actor::need;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{SubscriptionView, SubscriptionWithSecret};
use crate::{
    http::{Answered, Body, Caller, Created},
    ids,
    operations::{Tx, subscriptions},
    outgoing::secret_of,
    state::State,
};

/// A subscription to create.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSubscription)]
pub struct SubscriptionRequest {
    /// Code of the department; a system subscribes for its own and may leave it out.
    #[validate(length(min = 1, max = 64))]
    #[schema(example = "qitai_health", min_length = 1, max_length = 64)]
    department: Option<String>,
    /// What it is called.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Where events are to be pushed: a public address by https, unless the installation allows networks of its own.
    #[validate(length(min = 1, max = 2048))]
    #[schema(min_length = 1, max_length = 2048, example = "https://health.example.cn/kaiye")]
    url: String,
    /// Of which types, `certificate.issued` or `certificate.*`; of every type when empty.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50, example = json!(["certificate.*"]))]
    types: Vec<String>,
}

/// Subscribe to events
///
/// From now on the events of the department's part of the log that match are pushed to the address: a POST with one
/// CloudEvent in JSON, signed as Standard Webhooks says, in the order of the log for each subject, until it answers 2xx,
/// which is the department's receipt (S13, S14). Each may come more than once, with the same `webhook-id`. The secret is
/// shown this once. It takes no `Idempotency-Key`, because a secret is not kept to be answered again: when the answer was
/// lost, rotate the secret.
#[utoipa::path(post, path = "/subscriptions")]
pub async fn create_subscription(
    caller: Caller<need::ManageSubscription>,
    state: State,
    body: Body<SubscriptionRequest>,
) -> Answered<Created<SubscriptionWithSecret>> {
    let SubscriptionRequest { department, name, url, types } = body.value;
    let asked = subscriptions::Asked { department, name, url, types };
    let secret = secret_of(ids::random());
    let act = move |tx: &mut Tx<'_>, ()| {
        let kept = subscriptions::create(tx, asked.clone(), &secret)?;
        let (location, version) = (format!("/api/v1/subscriptions/{}", kept.subscription.id), kept.row.version);
        let body =
            SubscriptionWithSecret { subscription: SubscriptionView::new(kept, tx.actor), secret: secret.clone() };
        Ok(Created::at(location, body).versioned(version))
    };
    state.write(&caller, None, |_| Ok(()), act).await
}
