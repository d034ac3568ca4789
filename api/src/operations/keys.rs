//! Signing keys: read for verification, replaced in time.

use chrono::TimeDelta;
use kaiye_persistence::{Keyring, repo::signing_key, row::SigningKeyRow};

use super::{Outcome, Tx};
use crate::{
    auth::keys::{Span, generate, next_key},
    config::Tokens,
};

/// The keys whose signatures count.
pub fn all(tx: &mut Tx<'_>) -> Outcome<Vec<SigningKeyRow>> {
    Ok(signing_key::unexpired(tx.conn, tx.now)?)
}

/// Creates the next key when it is due; whether it was.
pub fn rotate(tx: &mut Tx<'_>, tokens: &Tokens, keyring: &Keyring) -> Outcome<bool> {
    let spans: Vec<Span> = all(tx)?.iter().map(span).collect();
    let (signing, token) = (TimeDelta::days(tokens.signing_key_days), TimeDelta::seconds(tokens.access_seconds));
    let Some(next) = next_key(&spans, tx.now, signing, token) else { return Ok(false) };
    signing_key::insert(tx.conn, &generate(next, tx.now, keyring)?)?;
    Ok(true)
}

fn span(row: &SigningKeyRow) -> Span {
    Span { active_from: row.active_from.into(), retires_at: row.retires_at.into(), expires_at: row.expires_at.into() }
}
