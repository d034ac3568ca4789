//! Issues licence and permits.

use kaiye_domain::{actor::need, id::ApplicationId, served_notice::ServiceChannel};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::IssueView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{dossier::Dossier, issue::issue},
    state::State,
};

/// How the applicant gets what is issued.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Handing {
    /// The way the decisions are served; over the counter when absent.
    #[serde(default = "over_the_counter")]
    #[schema(schema_with = words::<ServiceChannel>, required = false)]
    pub channel: ServiceChannel,
}

fn over_the_counter() -> ServiceChannel {
    ServiceChannel::Counter
}

/// Issue licence and permits
///
/// One decision, one transaction (S9): the licence, each permit with its number from its delegation's ledger, the filing
/// receipts, the served decisions, the verification tasks with their clocks, the publication entries and the events; all
/// of it or nothing. The answer says what was issued now, what waits and what was refused, and because of what. May be
/// called again for what waited.
#[utoipa::path(post, path = "/applications/{id}/issue")]
pub async fn issue_application(
    caller: Caller<need::IssueApplication>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<Handing>,
) -> Answered<Shown<IssueView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(Dossier::open(tx, id.0)?),
            move |tx, mut dossier| {
                let issued = issue(tx, &mut dossier, body.value.channel)?;
                let version = issued.version;
                Ok(Shown::versioned(issued.into(), version))
            },
        )
        .await
}
