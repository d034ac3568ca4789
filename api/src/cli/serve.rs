//! `kaiye serve`: answers requests until SIGTERM or SIGINT, then lets the running ones finish.

use std::net::{SocketAddr, TcpListener};

use super::{Failure, logging, setup};
use crate::{
    background::Runner,
    config::Config,
    evaluation::{Demonstration, Secrets},
    server::server,
    state::{State, away},
};

/// How to serve.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Listen here instead of server.bind.
    #[arg(long, value_name = "ADDRESS:PORT")]
    bind: Option<SocketAddr>,
    /// Leave the background work to `kaiye worker`.
    #[arg(long)]
    no_background: bool,
}

pub(super) fn run(args: &Args, mut config: Config) -> Result<(), Failure> {
    if let Some(bind) = args.bind {
        config.server.bind = bind;
        if config.is_evaluation() {
            config.server.public_url = format!("http://{bind}");
        }
        config.check()?;
    }
    logging::start(&config.log)?;
    let listener = TcpListener::bind(config.server.bind)
        .map_err(|error| format!("cannot listen on {}: {error}", config.server.bind))?;
    let (state, secrets) = setup::state(config)?;
    if secrets.is_none() {
        setup::insist_on_schema(&state)?;
    }
    let background = !args.no_background;
    actix_web::rt::System::new().block_on(serve(state, listener, secrets, background))
}

/// Listens at once; until everything is ready, requests are shed.
async fn serve(state: State, listener: TcpListener, secrets: Option<Secrets>, background: bool) -> Result<(), Failure> {
    let server = server(state.clone(), listener)?;
    let handle = server.handle();
    let stopping = state.clone();
    actix_web::rt::spawn(async move {
        asked_to_stop().await;
        tracing::info!("stopping: running requests may finish");
        stopping.stop();
        handle.stop(true).await;
    });
    let serving = actix_web::rt::spawn(server);
    make_ready(&state, secrets).await?;
    let runner = if background { Some(Runner::start(state.clone())?) } else { None };
    state.start();
    tracing::info!(bind = %state.config.server.bind, evaluation = state.config.is_evaluation(), "ready");
    serving.await??;
    if let Some(runner) = runner {
        runner.stop();
    }
    Ok(())
}

async fn make_ready(state: &State, secrets: Option<Secrets>) -> Result<(), Failure> {
    let Some(secrets) = secrets else { return Ok(()) };
    let preparing = state.clone();
    let ready = away(move || Ok(setup::make_ready(&preparing, &secrets).map(|accounts| (accounts, secrets)))).await;
    let (accounts, secrets) = ready.map_err(|problem| problem.code)??;
    greet(state, &accounts, &secrets);
    Ok(())
}

/// What somebody who evaluates needs for a first request.
fn greet(state: &State, accounts: &[Demonstration], secrets: &Secrets) {
    let url = format!("http://{}", state.config.server.bind);
    let logins: Vec<&str> = accounts.iter().map(|account| account.login.as_str()).collect();
    let password = &secrets.password;
    println!("kaiye [evaluation, loopback only] API          {url}/api/v1");
    println!("kaiye [evaluation, loopback only] console      {url}/docs/");
    println!("kaiye [evaluation, loopback only] document     {url}/openapi.json");
    println!("kaiye [evaluation, loopback only] password     {password} (of every demonstration account)");
    println!("kaiye [evaluation, loopback only] accounts     {}", logins.join(" "));
    println!(
        "kaiye [evaluation, loopback only] a token      kaiye token clerk   (from source: cargo run -- token clerk)"
    );
    println!(
        "kaiye [evaluation, loopback only] or by HTTP   curl -s {url}/api/v1/sessions -H 'Content-Type: application/json' -d '{{\"login\":\"clerk\",\"password\":\"{password}\"}}'"
    );
}

/// Waits for SIGTERM or SIGINT.
pub(super) async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
