//! Listens. The same for the program and for tests over a real port.

use std::{io, net::TcpListener, time::Duration};

use actix_web::{HttpServer, dev::Server};

use crate::{app::app, state::State};

/// A server on this listener; it runs when awaited and stops gracefully when its handle says so.
pub fn server(state: State, listener: TcpListener) -> io::Result<Server> {
    let settings = &state.config.server;
    let (workers, grace, patience) =
        (settings.workers, settings.shutdown_seconds, Duration::from_secs(settings.body_timeout_seconds));
    let mut server = HttpServer::new(move || app(state.clone()))
        .client_request_timeout(patience)
        .shutdown_timeout(grace)
        .disable_signals();
    if workers > 0 {
        server = server.workers(workers);
    }
    Ok(server.listen(listener)?.run())
}
