//! Goes on with a session.

use kaiye_domain::actor::need;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{Tokens, view::tokens};
use crate::{
    http::{Answered, Body, Caller, Problem, Reply, Shown},
    ids,
    operations::{
        Tx,
        sessions::{self, Refresh},
    },
    state::State,
};

/// The last refresh token.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RefreshSession)]
pub struct RefreshRequest {
    /// As `create_session` or the last `refresh_session` answered it.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128)]
    refresh_token: String,
}

/// Go on with a session
///
/// Exchanges the refresh token for new tokens. Each is good once: using one again ends the whole session, because one of
/// the two who had it stole it.
#[utoipa::path(post, path = "/sessions/refresh")]
pub async fn refresh_session(
    caller: Caller<need::Authenticate>,
    state: State,
    body: Body<RefreshRequest>,
) -> Answered<Shown<Tokens>> {
    let (presented, secret) = (body.value.refresh_token, ids::secret());
    let work = move |tx: &mut Tx<'_>| Ok(sessions::refresh(tx, &presented, &secret)?);
    match state.transact(caller.actor().clone(), work).await? {
        Refresh::Continued(continued) => Reply::fresh(Shown::new(tokens(&state, continued).await?)),
        Refresh::Refused => Err(Problem::unauthenticated("refresh_token_invalid")),
    }
}
