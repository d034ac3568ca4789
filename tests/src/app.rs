//! Starts and stops the application under test.

use std::net::TcpListener;

use actix_web::{dev::ServerHandle, web::Data};
use chrono::{DateTime, Utc};
use kaiye_api::{clock::Clock, config::Config, ids::Ids, server::server, state::AppState};

use crate::Client;

/// A running application.
pub struct TestApp {
    /// What its requests share.
    pub state: Data<AppState>,
    base: String,
    handle: ServerHandle,
}

impl TestApp {
    /// Starts one with the default test configuration.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts one with a configuration of the test's own.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::evaluation().expect("the defaults");
        config.server.workers = 1;
        config.limits.address_per_minute = 100_000;
        config.limits.caller_per_minute = 100_000;
        config.limits.sign_in_per_minute = 100_000;
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        config.server.public_url.clone_from(&base);
        change(&mut config);
        let start: DateTime<Utc> = "2025-06-03T02:00:00Z".parse().expect("an instant");
        let state = Data::new(AppState::new(config, Clock::standing_at(start), Ids::Random));
        let server = server(state.clone(), listener).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        state.start();
        Self { state, base, handle }
    }

    /// Somebody without a token.
    pub fn public(&self) -> Client {
        Client::new(&self.base)
    }

    /// The time in the application.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// Moves the application's clock.
    pub fn set_clock(&self, to: DateTime<Utc>) {
        self.state.clock.set(to);
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The future only asks; the server stops with the test's runtime.
        drop(self.handle.stop(false));
    }
}
