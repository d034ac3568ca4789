//! Whether both sides have the same (S13): a department's day, counted and hashed.

pub mod compare;
pub mod get;

use kaiye_domain::event::Tally;
use serde::Serialize;
use utoipa::ToSchema;

/// How many events, and their digest.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventTally {
    /// How many.
    pub count: usize,
    /// SHA-256 over the events' ids in lower case, sorted as text, each followed by a line feed.
    #[schema(example = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    pub digest: String,
}

impl From<Tally> for EventTally {
    fn from(Tally { count, digest }: Tally) -> Self {
        Self { count, digest }
    }
}
