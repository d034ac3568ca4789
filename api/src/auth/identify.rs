//! From a bearer token to an actor: the signature by the keys, everything else from the store, now. A closed account, an
//! ended session and a taken-away role count at once.

use jsonwebtoken::{dangerous::insecure_decode_claims, decode_header};
use kaiye_domain::{account::AccountStatus, actor::Actor};
use serde::Deserialize;

use super::{Claims, Credential, TokenKind};
use crate::{
    http::Problem,
    operations::{Tx, accounts, clients},
    state::State,
};

/// Who gave a token out, before anything about it is believed.
#[derive(Deserialize)]
struct Issuer {
    iss: String,
}

/// Who calls with this token.
pub async fn identify(state: &State, token: &str) -> Result<(Actor, Credential), Problem> {
    let header = decode_header(token).map_err(|_| invalid())?;
    let issuer: Issuer = insecure_decode_claims(token).map_err(|_| invalid())?;
    let kid = header.kid.ok_or_else(invalid)?;
    if issuer.iss != state.config.server.public_url {
        return outside(state, token, kid, issuer.iss).await;
    }
    let now = state.clock.now();
    let mut keys = state.keys.current();
    if keys.verifying(&kid, now).is_none() && state.keys.may_look() {
        keys = state.look_for_keys().await?;
    }
    let claims = Claims::verify(token, &kid, &keys, &issuer.iss, now).ok_or_else(invalid)?;
    let credential = Credential { jti: claims.jti, session: claims.sid, expires_at: claims.exp };
    let actor = state
        .look(Actor::public(), move |tx| match claims.kind {
            TokenKind::Account => of_account(tx, &claims),
            TokenKind::Client => of_client(tx, &claims),
        })
        .await?;
    Ok((actor, credential))
}

fn of_account(tx: &mut Tx<'_>, claims: &Claims) -> Result<Actor, Problem> {
    let session = claims.sid.ok_or_else(invalid)?;
    let (session, account) = accounts::of_session(tx, session)?.ok_or_else(invalid)?;
    if account.id.0 != claims.sub || session.revoked_at.is_some() {
        return Err(invalid());
    }
    match account.status {
        AccountStatus::Active => Ok(account.actor()),
        AccountStatus::Closed => Err(Problem::unauthenticated("account_closed")),
    }
}

fn of_client(tx: &mut Tx<'_>, claims: &Claims) -> Result<Actor, Problem> {
    if clients::is_revoked(tx, claims.jti)? {
        return Err(invalid());
    }
    let client = match clients::find(tx, claims.sub.into()) {
        Ok(kept) => kept.client,
        Err(failure) if failure.is_not_found() => return Err(invalid()),
        Err(failure) => return Err(failure.into()),
    };
    match client.status {
        AccountStatus::Active => Ok(client.actor(&clients::scopes_of(claims.scope.as_deref().unwrap_or_default()))),
        AccountStatus::Closed => Err(Problem::unauthenticated("account_closed")),
    }
}

/// A token of an outside identity provider: its account is opened when it is first seen, if it is an applicant's.
async fn outside(state: &State, token: &str, kid: String, issuer: String) -> Result<(Actor, Credential), Problem> {
    let identity = state.outside.verify(state, token, kid, issuer).await?.ok_or_else(invalid)?;
    let expires_at = identity.expires_at;
    let known = identity.clone();
    let found =
        state.look(Actor::public(), move |tx| Ok(accounts::of_identity(tx, &known.issuer, &known.subject)?)).await?;
    let account = match found {
        Some(account) => account,
        None if identity.is_applicant => {
            state.transact(Actor::kaiye(), move |tx| Ok(accounts::open_for_identity(tx, &identity)?)).await?
        }
        None => return Err(invalid()),
    };
    if account.status == AccountStatus::Closed {
        return Err(Problem::unauthenticated("account_closed"));
    }
    Ok((account.actor(), Credential { jti: account.id.0, session: None, expires_at }))
}

fn invalid() -> Problem {
    Problem::unauthenticated("token_invalid")
}
