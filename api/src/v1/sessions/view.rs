//! The tokens of a session.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    auth::{Claims, TokenKind},
    http::Problem,
    operations::sessions::Continued,
    state::State,
};

/// Tokens of a session. Keep them secret; the refresh token is good for one use.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tokens {
    /// Goes into `Authorization: Bearer …`.
    pub access_token: String,
    /// `Bearer`.
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// For how many seconds the access token is good.
    pub expires_in: i64,
    /// Gets the next tokens from `refresh_session`, once.
    pub refresh_token: String,
}

/// The tokens of a session that begins or goes on.
pub(super) async fn tokens(state: &State, continued: Continued) -> Result<Tokens, Problem> {
    let (now, settings) = (state.clock.now(), &state.config);
    let jti: Uuid = state.ids.mint(now);
    let issuer = &settings.server.public_url;
    let seconds = settings.tokens.access_seconds;
    let claims = Claims::new(issuer, TokenKind::Account, continued.account.into(), jti, now, seconds);
    let minted = state.mint(claims.in_session(continued.session)).await?;
    Ok(Tokens {
        access_token: minted.token,
        token_type: "Bearer",
        expires_in: minted.expires_in,
        refresh_token: continued.refresh_token,
    })
}
