//! Signs in.

use kaiye_domain::actor::{Actor, need};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{Tokens, view::tokens};
use crate::{
    auth::password,
    http::{Answered, Body, Caller, Problem, Reply, Shown},
    ids,
    operations::sessions,
    state::{State, away},
};

/// Login and password.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The account's login.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "clerk")]
    login: String,
    /// Its password.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password)]
    password: String,
}

/// Sign in
///
/// Begins a session and answers its tokens. A wrong password, an unknown login and a login that is slowed down after
/// failures answer the same.
#[utoipa::path(post, path = "/sessions")]
pub async fn create_session(
    caller: Caller<need::Authenticate>,
    state: State,
    body: Body<SignIn>,
) -> Answered<Shown<Tokens>> {
    let SignIn { login, password } = body.value;
    let login_key = state.keyring.lookup_key("login", &login);
    let guess = {
        let login_key = login_key.clone();
        state.transact(caller.actor().clone(), move |tx| Ok(sessions::guess(tx, &login, &login_key)?)).await?
    };
    let kept = guess.password_hash;
    // Looked at even when it cannot help: the answer takes as long.
    let right = away(move || Ok(password::verify(&password, kept.as_deref()))).await?;
    let Some(account) = guess.account.filter(|_| right && !guess.blocked) else {
        return Err(Problem::unauthenticated("credentials_invalid"));
    };
    let (days, secret) = (state.config.tokens.session_days, ids::secret());
    let owner = Actor { kind: kaiye_domain::actor::ActorKind::Account, id: account.into(), ..Actor::public() };
    let begin = state.transact(owner, move |tx| Ok(sessions::begin(tx, &login_key, account, days, &secret)?)).await?;
    Reply::fresh(Shown::new(tokens(&state, begin).await?))
}
