//! Gives an agency's system an access token (RFC 6749 §4.4).

use actix_web::{HttpRequest, HttpResponse, Responder, http::header::CACHE_CONTROL};
use kaiye_domain::actor::{Permission, need};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    OauthError,
    presented::{Presented, TokenForm},
};
use crate::{
    auth::{Claims, TokenKind},
    http::{Caller, Described},
    openapi::OperationDoc,
    operations::clients::scope_text,
    state::State,
};

/// An access token (RFC 6749 §5.1).
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientToken {
    /// Goes into `Authorization: Bearer …`.
    access_token: String,
    /// `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// For how many seconds it is good.
    expires_in: i64,
    /// What it allows, separated by spaces.
    #[schema(example = "read_application read_certificate")]
    scope: String,
}

/// Get a token as an agency's system
///
/// OAuth 2.0 client credentials: the client proves itself by `Authorization: Basic` or within the form. Errors are as RFC
/// 6749 §5.2 says.
#[utoipa::path(post, path = "/oauth/token")]
pub async fn create_token(
    _caller: Caller<need::Authenticate>,
    state: State,
    presented: Presented<TokenForm>,
) -> Result<ClientToken, OauthError> {
    match presented.field("grant_type") {
        Some("client_credentials") => {}
        Some(_) => return Err(OauthError::UnsupportedGrantType),
        None => return Err(OauthError::InvalidRequest),
    }
    let kept = presented.client(&state).await?;
    let asked = presented.field("scope").unwrap_or_default();
    let asked = asked.split_whitespace().map(str::parse::<Permission>).collect::<Result<_, _>>();
    let granted = asked.ok().and_then(|asked| kept.client.granted(&asked)).ok_or(OauthError::InvalidScope)?;
    let scope = scope_text(&granted);
    let (now, settings) = (state.clock.now(), &state.config);
    let jti: Uuid = state.ids.mint(now);
    let (issuer, seconds) = (&settings.server.public_url, settings.tokens.access_seconds);
    let claims = Claims::new(issuer, TokenKind::Client, kept.client.id.into(), jti, now, seconds);
    let minted = state.mint(claims.with_scope(scope.clone())).await?;
    Ok(ClientToken { access_token: minted.token, token_type: "Bearer", expires_in: minted.expires_in, scope })
}

impl Responder for ClientToken {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(self)
    }
}

impl Described for Result<ClientToken, OauthError> {
    fn describe(doc: &mut OperationDoc) {
        let schema = doc.schema::<ClientToken>();
        doc.answer("200", "A token.", Some(schema));
    }
}
