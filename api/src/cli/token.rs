//! `kaiye token`: an access token of a demonstration account, for trying things out with curl.

use kaiye_domain::actor::Actor;

use super::{Failure, setup};
use crate::{
    auth::{Claims, TokenKind},
    config::Config,
    ids,
    operations::{self, accounts, sessions},
};

/// Whose.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The account's login; `kaiye serve` prints them all.
    login: String,
    /// The service's address, when it was told to listen elsewhere than its configuration says.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

pub(super) fn run(args: &Args, config: Config) -> Result<(), Failure> {
    if !config.is_evaluation() {
        return Err("only an evaluation gives tokens out like this".into());
    }
    let (state, secrets) = setup::state(config)?;
    if let Some(secrets) = secrets {
        setup::make_ready(&state, &secrets)?;
    }
    let (days, secret) = (state.config.tokens.session_days, ids::secret());
    let login_key = state.keyring.lookup_key("login", &args.login);
    let begin = |tx: &mut operations::Tx<'_>| {
        let kept = accounts::of_login(tx, &args.login)?.ok_or_else(operations::Failure::not_found)?;
        sessions::begin(tx, &login_key, kept.account.id, days, &secret)
    };
    let session = state.transact_here(&Actor::kaiye(), begin).map_err(|failure| failure.told())?;
    let keys = state.rotate_keys_here().map_err(|failure| failure.told())?;
    let now = state.clock.now();
    let key = keys.signing(now).ok_or("no signing key")?;
    let (issuer, seconds) =
        (args.url.as_ref().unwrap_or(&state.config.server.public_url), state.config.tokens.access_seconds);
    let claims = Claims::new(issuer, TokenKind::Account, session.account.into(), state.ids.mint(now), now, seconds);
    println!("{}", claims.in_session(session.session).sign(key)?.token);
    Ok(())
}
