//! The keys that access tokens are signed with.

use kaiye_domain::actor::need;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{Answered, Caller, Reply, Shown},
    state::State,
};

/// A JSON Web Key Set (RFC 7517).
#[derive(Debug, Serialize, ToSchema)]
pub struct KeySetView {
    /// The public keys: the one that signs, the next one, and those whose tokens are still good.
    #[schema(value_type = Vec<Object>)]
    keys: Vec<serde_json::Value>,
}

/// Get the signing keys
///
/// Whoever verifies a token of Kaiye looks here for the key that its header names.
#[utoipa::path(get, path = "/.well-known/jwks.json")]
pub async fn get_jwks(_caller: Caller<need::Authenticate>, state: State) -> Answered<Shown<KeySetView>> {
    let now = state.clock.now();
    let mut keys = state.keys.current();
    if keys.signing(now).is_none() || state.keys.may_look() {
        keys = state.look_for_keys().await?;
    }
    Reply::fresh(Shown::new(KeySetView { keys: keys.jwks(now) }))
}
