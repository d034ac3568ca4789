//! Images of entrusted seals, sealed.

use diesel::prelude::*;

use crate::{
    backend::{Instant, Key},
    schema::seal_images,
};

/// A row of `seal_images`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = seal_images)]
pub struct SealImageRow {
    pub entruster: String,
    pub hash: String,
    pub media_type: String,
    /// The image in base64, sealed.
    pub sealed: String,
    pub deposited_at: Instant,
    pub deposited_by: Key,
}
