//! The secrets that a subscription's deliveries are signed with.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::subscription_secrets;

/// A row of `subscription_secrets`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = subscription_secrets, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct SubscriptionSecretRow {
    pub id: Key,
    pub subscription_id: Key,
    pub sealed: String,
    pub created_at: Instant,
    pub expires_at: Option<Instant>,
}
