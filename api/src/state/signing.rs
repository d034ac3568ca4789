//! Signing: with the key that is active now, created when there is none yet.

use std::sync::Arc;

use kaiye_domain::actor::Actor;

use super::{AppState, State, away};
use crate::{
    auth::{Claims, Minted, keys::KeySet},
    http::Problem,
    operations::{Failure, keys},
};

impl State {
    /// Reads the keys again: another process may have created one.
    pub async fn look_for_keys(&self) -> Result<Arc<KeySet>, Problem> {
        let state = self.clone();
        away(move || Ok(state.look_for_keys_here()?)).await
    }

    /// Signs a token.
    pub async fn mint(&self, claims: Claims) -> Result<Minted, Problem> {
        let mut now = self.clock.now();
        let mut keys = self.keys.current();
        if keys.signing(now).is_none() {
            let state = self.clone();
            keys = away(move || Ok(state.rotate_keys_here()?)).await?;
            // Somebody else may have made the key a moment after the instant above.
            now = self.clock.now();
        }
        let key = keys.signing(now).ok_or_else(|| Problem::internal("no signing key"))?;
        claims.sign(key).map_err(Problem::internal)
    }
}

impl AppState {
    /// Reads the keys again, on this very thread.
    pub fn look_for_keys_here(&self) -> Result<Arc<KeySet>, Failure> {
        let rows = self.look_here(&Actor::kaiye(), keys::all)?;
        Ok(self.keys.put(&rows, &self.keyring)?)
    }

    /// Creates the next key if one is due, and reads the keys again, on this very thread.
    pub fn rotate_keys_here(&self) -> Result<Arc<KeySet>, Failure> {
        self.transact_here(&Actor::kaiye(), |tx| keys::rotate(tx, &self.config.tokens, &self.keyring))?;
        self.look_for_keys_here()
    }
}
