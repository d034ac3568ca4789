//! Where the OAuth endpoints are (RFC 8414).

use kaiye_domain::actor::{Permission, Role, need};
use serde::Serialize;
use strum::IntoEnumIterator;
use utoipa::ToSchema;

use crate::{
    http::{Answered, Caller, Reply, Shown},
    openapi::word_list,
    state::State,
};

/// Authorization server metadata (RFC 8414).
#[derive(Debug, Serialize, ToSchema)]
pub struct ServerMetadata {
    /// The `iss` of every token.
    issuer: String,
    /// Where tokens are given out.
    token_endpoint: String,
    /// Where tokens are ended.
    revocation_endpoint: String,
    /// Where the keys are.
    jwks_uri: String,
    /// `client_credentials`.
    grant_types_supported: Vec<&'static str>,
    /// None: there is no authorization endpoint.
    response_types_supported: Vec<&'static str>,
    /// How a client may prove itself at the token endpoint.
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    /// How a client may prove itself at the revocation endpoint.
    revocation_endpoint_auth_methods_supported: Vec<&'static str>,
    /// What an agency's system may be allowed.
    #[schema(schema_with = word_list::<Permission>)]
    scopes_supported: Vec<Permission>,
}

/// Get the OAuth metadata
///
/// RFC 8414: where tokens are given out and ended, and how.
#[utoipa::path(get, path = "/.well-known/oauth-authorization-server")]
pub async fn get_oauth_metadata(_caller: Caller<need::Authenticate>, state: State) -> Answered<Shown<ServerMetadata>> {
    let issuer = state.config.server.public_url.clone();
    let methods = vec!["client_secret_basic", "client_secret_post"];
    Reply::fresh(Shown::new(ServerMetadata {
        token_endpoint: format!("{issuer}/oauth/token"),
        revocation_endpoint: format!("{issuer}/oauth/revoke"),
        jwks_uri: format!("{issuer}/.well-known/jwks.json"),
        grant_types_supported: vec!["client_credentials"],
        response_types_supported: Vec::new(),
        token_endpoint_auth_methods_supported: methods.clone(),
        revocation_endpoint_auth_methods_supported: methods,
        scopes_supported: Permission::iter().filter(|it| it.roles().contains(&Role::System)).collect(),
        issuer,
    }))
}
