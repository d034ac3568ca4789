//! Events on their way to subscribers.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::deliveries;

/// A row of `deliveries`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deliveries, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct DeliveryRow {
    pub id: Key,
    pub subscription_id: Key,
    pub event_id: Key,
    pub kind: String,
    pub subject_id: Key,
    pub position: i64,
    pub status: String,
    pub attempts: i32,
    pub failures: i32,
    pub next_attempt_at: Instant,
    pub leased_until: Option<Instant>,
    pub created_at: Instant,
    pub ended_at: Option<Instant>,
}
