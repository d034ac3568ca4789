//! Who does which background work until when.

use diesel::prelude::*;

use crate::backend::Instant;
use crate::schema::leases;

/// A row of `leases`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = leases, treat_none_as_default_value = false)]
pub struct LeaseRow {
    pub name: String,
    pub holder: String,
    pub held_until: Instant,
}
