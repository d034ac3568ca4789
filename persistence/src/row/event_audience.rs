//! Who gets an event: its place in a department's part of the feed.

use diesel::prelude::*;

use crate::backend::{Instant, Key};
use crate::schema::event_audience;

/// A row of `event_audience`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = event_audience, treat_none_as_default_value = false)]
pub struct EventAudienceRow {
    pub department: String,
    pub position: i64,
    pub event_id: Key,
    pub at: Instant,
}
