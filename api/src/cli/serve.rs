//! `kaiye serve`: answers requests until SIGTERM or SIGINT, then lets the running ones finish.

use std::net::{SocketAddr, TcpListener};

use super::{Failure, open_store};
use crate::{clock::Clock, config::Config, ids::Ids, server::server, state::State};

/// How to serve.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Listen here instead of server.bind.
    #[arg(long, value_name = "ADDRESS:PORT")]
    bind: Option<SocketAddr>,
}

pub(super) fn run(args: &Args, mut config: Config) -> Result<(), Failure> {
    if let Some(bind) = args.bind {
        config.server.bind = bind;
        config.check()?;
    }
    let listener = TcpListener::bind(config.server.bind)?;
    let store = open_store(&config)?;
    let keyring = config.keyring()?;
    let state = State::new(config, Clock::System, Ids::Random, store, keyring);
    actix_web::rt::System::new().block_on(serve(state, listener))
}

async fn serve(state: State, listener: TcpListener) -> Result<(), Failure> {
    let server = server(state.clone(), listener)?;
    let handle = server.handle();
    let stopping = state.clone();
    actix_web::rt::spawn(async move {
        asked_to_stop().await;
        stopping.stop();
        handle.stop(true).await;
    });
    state.start();
    server.await?;
    Ok(())
}

/// Waits for SIGTERM or SIGINT.
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
