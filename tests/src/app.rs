//! Starts and stops the application under test.

use std::net::TcpListener;

use actix_web::dev::ServerHandle;
use chrono::{DateTime, TimeDelta, Utc};
use kaiye_api::{clock::Clock, config::Config, ids::Ids, server::server, state::State};
use kaiye_persistence::Store;

use crate::{
    Client,
    database::{Database, On, open},
};

/// A running application on a database of its own. Its clock stands at [`TestApp::START`] until the test moves it.
pub struct TestApp {
    /// What its requests share.
    pub state: State,
    base: String,
    handle: ServerHandle,
    _database: Database,
}

impl TestApp {
    /// When each test begins: a Tuesday, ten in the morning in Xinjiang's offices.
    pub const START: &str = "2025-06-03T02:00:00Z";

    /// Starts one with the usual test configuration.
    pub async fn start(on: On) -> Self {
        Self::start_with(on, |_| {}).await
    }

    /// Starts one with a configuration of the test's own.
    pub async fn start_with(on: On, change: impl FnOnce(&mut Config)) -> Self {
        let database = Database::fresh(on, seed);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let mut config = config();
        config.server.public_url.clone_from(&base);
        config.database.url.clone_from(&database.url);
        config.materials.path = database.folder.path().join("materials");
        change(&mut config);
        let state = State::new(config, Clock::standing_at(start()), Ids::Random, open(&database.url));
        let server = server(state.clone(), listener).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        state.start();
        Self { state, base, handle, _database: database }
    }

    /// Somebody without a token.
    pub fn public(&self) -> Client {
        Client::new(&self.base)
    }

    /// The time in the application.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// Moves the application's clock to an instant.
    pub fn set_clock(&self, to: DateTime<Utc>) {
        self.state.clock.set(to);
    }

    /// Moves the application's clock on.
    pub fn advance(&self, by: TimeDelta) {
        self.set_clock(self.now() + by);
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The future only asks; the server stops with the test's runtime.
        drop(self.handle.stop(false));
    }
}

fn start() -> DateTime<Utc> {
    TestApp::START.parse().expect("an instant")
}

fn config() -> Config {
    let mut config = Config::evaluation().expect("the defaults");
    config.server.workers = 1;
    config.limits.address_per_minute = 100_000;
    config.limits.caller_per_minute = 100_000;
    config.limits.sign_in_per_minute = 100_000;
    config
}

fn seed(store: &Store) {
    store.migrate().expect("migrations");
}
