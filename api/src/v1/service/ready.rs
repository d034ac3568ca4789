//! Whether requests are taken.

use actix_web::http::{
    StatusCode,
    header::{HeaderValue, RETRY_AFTER},
};
use kaiye_domain::actor::need;

use super::live::Health;
use crate::{
    http::{Answered, Caller, Problem, Reply, Shown},
    state::State,
};

/// Ask whether requests are taken
///
/// 503 while the service starts, stops, or cannot reach its database. For readiness probes.
#[utoipa::path(get, path = "/health/ready")]
pub async fn get_readiness(caller: Caller<need::ReadService>, state: State) -> Answered<Shown<Health>> {
    if !state.is_started() {
        let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "starting");
        return Err(problem.with_header(RETRY_AFTER, HeaderValue::from_static("5")));
    }
    // The database answers, and knows the jurisdiction.
    state.look(caller.actor().clone(), |tx| Ok(tx.jurisdiction_revision()?)).await?;
    Reply::fresh(Shown::new(Health { status: "up" }))
}
