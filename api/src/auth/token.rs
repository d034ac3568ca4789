//! Access tokens: short-lived JWTs (RFC 9068 in spirit). They say who, never what one may: that is looked up.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use kaiye_domain::id::SessionId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keys::{Key, KeySet};

/// What every token of Kaiye is for.
const AUDIENCE: &str = "kaiye";

/// Whom a token is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A person or officer, within a session.
    Account,
    /// An agency's system.
    Client,
}

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Who gave it out.
    pub iss: String,
    /// What it is for.
    pub aud: String,
    /// The account's or client's id.
    pub sub: Uuid,
    /// When it was given out.
    pub iat: i64,
    /// When it expires.
    pub exp: i64,
    /// Its own id.
    pub jti: Uuid,
    /// Whom it is of.
    pub kind: TokenKind,
    /// An account's session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<SessionId>,
    /// A client's scopes, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

/// A token with what its receiver is told about it.
#[derive(Debug, Clone)]
pub struct Minted {
    /// The token.
    pub token: String,
    /// For how many seconds it is good.
    pub expires_in: i64,
}

impl Claims {
    /// Claims of a token given out now.
    pub fn new(issuer: &str, kind: TokenKind, subject: Uuid, jti: Uuid, now: DateTime<Utc>, seconds: i64) -> Self {
        Self {
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: subject,
            iat: now.timestamp(),
            exp: (now + TimeDelta::seconds(seconds)).timestamp(),
            jti,
            kind,
            sid: None,
            scope: None,
        }
    }

    /// The same within a session.
    pub fn in_session(self, session: SessionId) -> Self {
        Self { sid: Some(session), ..self }
    }

    /// The same with scopes.
    pub fn with_scope(self, scope: String) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// Signs.
    pub fn sign(&self, key: &Key) -> Result<Minted, jsonwebtoken::errors::Error> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(key.kid.clone());
        header.typ = Some("at+jwt".to_owned());
        let token = jsonwebtoken::encode(&header, self, &key.encoding)?;
        Ok(Minted { token, expires_in: self.exp - self.iat })
    }

    /// Verifies with the key that the token names; `None` when it does not hold.
    pub fn verify(token: &str, kid: &str, keys: &KeySet, issuer: &str, now: DateTime<Utc>) -> Option<Self> {
        let key = keys.verifying(kid, now)?;
        let mut validation = Validation::new(Algorithm::ES256);
        // The clock is ours to read; see below.
        validation.validate_exp = false;
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        let claims = jsonwebtoken::decode::<Self>(token, &key.decoding, &validation).ok()?.claims;
        (now.timestamp() < claims.exp).then_some(claims)
    }
}
