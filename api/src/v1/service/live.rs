//! Whether the process runs.

use kaiye_domain::actor::need;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::{Answered, Caller, Reply, Shown};

/// How the service is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `up`.
    #[schema(example = "up")]
    pub status: &'static str,
}

/// Ask whether the process runs
///
/// Answers as soon as the process listens, whatever the database does. For liveness probes.
#[utoipa::path(get, path = "/health/live")]
pub async fn get_liveness(_: Caller<need::ReadService>) -> Answered<Shown<Health>> {
    Reply::fresh(Shown::new(Health { status: "up" }))
}
