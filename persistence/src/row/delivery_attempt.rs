//! How each attempt of a delivery ended.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::delivery_attempts;

/// A row of `delivery_attempts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = delivery_attempts, treat_none_as_default_value = false)]
pub struct DeliveryAttemptRow {
    pub delivery_id: Key,
    pub number: i32,
    pub at: Instant,
    pub took_millis: i64,
    pub status_code: Option<i32>,
    pub error: Option<String>,
}
