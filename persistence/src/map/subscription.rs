//! Subscriptions and their deliveries.

use kaiye_domain::subscription::{Delivery, SecretTerm, Subscription};

use super::{aggregate, document, text, word};
use crate::{
    backend::Json,
    error::StoreResult,
    row::{DeliveryRow, SubscriptionRow, SubscriptionSecretRow},
};

/// What of a subscription's row is the aggregate's, laid over the rest.
pub fn subscription_row(subscription: &Subscription, row: SubscriptionRow) -> StoreResult<SubscriptionRow> {
    Ok(SubscriptionRow {
        department: subscription.department.clone(),
        name: subscription.name.clone(),
        url: subscription.url.clone(),
        types: document(&subscription.types)?,
        status: text(subscription.status),
        disabled_at: subscription.disabled.map(|(at, _)| at.into()),
        disabled_because: subscription.disabled.map(|(_, cause)| text(cause)),
        failing_since: subscription.failing_since.map(Into::into),
        probe_at: subscription.probe_at.map(Into::into),
        received_at: subscription.received_at.map(Into::into),
        ..row
    })
}

/// A subscription from its row.
pub fn subscription_from(row: &SubscriptionRow) -> StoreResult<Subscription> {
    let cause = row.disabled_because.as_deref().map(word).transpose()?;
    Ok(Subscription {
        id: row.id.into(),
        department: row.department.clone(),
        name: row.name.clone(),
        url: row.url.clone(),
        types: aggregate(Json(row.types.0.clone()))?,
        status: word(&row.status)?,
        disabled: row.disabled_at.map(Into::into).zip(cause),
        failing_since: row.failing_since.map(Into::into),
        probe_at: row.probe_at.map(Into::into),
        received_at: row.received_at.map(Into::into),
    })
}

/// What of a delivery's row is the aggregate's, laid over the rest; whoever held it holds it no more.
pub fn delivery_row(delivery: &Delivery, row: DeliveryRow) -> DeliveryRow {
    DeliveryRow {
        status: text(delivery.status),
        attempts: delivery.attempts,
        failures: delivery.failures,
        next_attempt_at: delivery.next_attempt_at.into(),
        leased_until: None,
        ended_at: delivery.ended_at.map(Into::into),
        ..row
    }
}

/// A delivery from its row.
pub fn delivery_from(row: &DeliveryRow) -> StoreResult<Delivery> {
    Ok(Delivery {
        status: word(&row.status)?,
        attempts: row.attempts,
        failures: row.failures,
        next_attempt_at: row.next_attempt_at.into(),
        ended_at: row.ended_at.map(Into::into),
    })
}

/// How long a secret holds.
pub fn secret_term_from(row: &SubscriptionSecretRow) -> SecretTerm {
    SecretTerm { created_at: row.created_at.into(), expires_at: row.expires_at.map(Into::into) }
}
