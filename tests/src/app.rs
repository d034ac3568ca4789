//! Starts and stops the application under test.

use std::{
    collections::BTreeMap,
    net::TcpListener,
    sync::{Arc, Mutex, PoisonError},
};

use actix_web::dev::ServerHandle;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use kaiye_api::{
    background::run_all, clock::Clock, config::Config, evaluation::open_demonstrations, ids::Ids, jurisdiction,
    operations, server::server, state::State,
};
use kaiye_domain::{actor::Actor, catalogue::load};
use kaiye_persistence::Store;
use reqwest::Method;
use serde_json::json;
use tracing_subscriber::EnvFilter;

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
    database: Database,
    heard: Heard,
}

/// What is asked of the database while somebody listens.
type Heard = Arc<Mutex<Option<Vec<String>>>>;

impl TestApp {
    /// When each test begins: a Tuesday, ten in the morning in Xinjiang's offices.
    pub const START: &str = "2025-06-03T02:00:00Z";
    /// The password of every demonstration account.
    pub const PASSWORD: &str = "correct horse battery staple";

    /// Starts one with the usual test configuration.
    pub async fn start(on: On) -> Self {
        Self::start_with(on, |_| {}).await
    }

    /// Starts one with a configuration of the test's own.
    pub async fn start_with(on: On, change: impl FnOnce(&mut Config)) -> Self {
        log();
        let database = Database::fresh(on, seed);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let mut config = config();
        config.server.public_url.clone_from(&base);
        config.database.url.clone_from(&database.url);
        config.materials.path = database.folder.path().join("materials");
        change(&mut config);
        let heard = Heard::default();
        let note = heard.clone();
        let listening = move |statement: &str| {
            if let Some(statements) = note.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                statements.push(statement.to_owned());
            }
        };
        let state = state(config, open(&database.url).heard_by(Arc::new(listening)));
        let server = server(state.clone(), listener).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        state.start();
        Self { state, base, handle, database, heard }
    }

    /// A folder that is gone with the test.
    pub fn folder(&self) -> &std::path::Path {
        self.database.folder.path()
    }

    /// Somebody without a token.
    pub fn public(&self) -> Client {
        Client::new(&self.base)
    }

    /// Somebody with a demonstration account, signed in (`evaluation::demonstrations` lists them).
    pub async fn sign_in(&self, login: &str) -> Client {
        let body = json!({ "login": login, "password": Self::PASSWORD });
        let session = self.public().post("/api/v1/sessions", body).await.expect(200);
        self.public().with_token(session.text("/access_token"))
    }

    /// An applicant.
    pub async fn applicant(&self) -> Client {
        self.sign_in("applicant").await
    }

    /// The clerk of the window.
    pub async fn clerk(&self) -> Client {
        self.sign_in("clerk").await
    }

    /// The centre, which leads joint reviews.
    pub async fn lead(&self) -> Client {
        self.sign_in("lead").await
    }

    /// The designated person of a department, by its code.
    pub async fn reviewer(&self, department: &str) -> Client {
        self.officer("reviewer", department).await
    }

    /// The head of a department.
    pub async fn approver(&self, department: &str) -> Client {
        self.officer("approver", department).await
    }

    /// An officer of a supervising department.
    pub async fn supervisor(&self, department: &str) -> Client {
        self.officer("supervisor", department).await
    }

    /// The liaison of a county, by the code of its office, e.g. `qitai_liaison`.
    pub async fn liaison(&self, office: &str) -> Client {
        self.sign_in(&format!("liaison-{}", office.replace('_', "-"))).await
    }

    /// An inspector.
    pub async fn inspector(&self) -> Client {
        self.sign_in("inspector").await
    }

    /// The administrator.
    pub async fn administrator(&self) -> Client {
        self.sign_in("administrator").await
    }

    /// A department's system with these scopes.
    pub async fn agency(&self, department: &str, scopes: &[&str]) -> Client {
        let name = format!("system-{department}");
        let body = json!({ "client_id": name, "name": name, "department": department, "scopes": scopes });
        let client = self.administrator().await.post("/api/v1/clients", body).await.expect(201);
        let form = [("grant_type", "client_credentials")];
        let request = self.public().request(Method::POST, "/oauth/token").form(&form);
        let request = request.basic_auth(&name, Some(client.text("/client_secret")));
        let token = self.public().send(request).await.expect(200);
        self.public().with_token(token.text("/access_token"))
    }

    async fn officer(&self, role: &str, department: &str) -> Client {
        self.sign_in(&format!("{role}-{}", department.replace('_', "-"))).await
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

    /// Everything in the database, by table; equal when nothing was written in between.
    pub fn contents(&self) -> BTreeMap<String, Vec<String>> {
        self.database.contents()
    }

    /// Does something, and gives what it asked of the database: each statement without its values, in order.
    pub async fn statements<T>(&self, done: impl Future<Output = T>) -> (T, Vec<String>) {
        let listen = |to| std::mem::replace(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner), to);
        listen(Some(Vec::new()));
        let result = done.await;
        (result, listen(None).unwrap_or_default())
    }

    /// Does all background work that is due now.
    pub fn sweep(&self) {
        for (name, result) in run_all(&self.state) {
            if let Err(failure) = result {
                panic!("{name}: {}", failure.context());
            }
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The future only asks; the server stops with the test's runtime.
        drop(self.handle.stop(false));
    }
}

/// What goes wrong inside is shown beside the test that fails.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    drop(tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init());
}

fn start() -> DateTime<Utc> {
    TestApp::START.parse().expect("an instant")
}

/// Nothing gets in the way of a story: limits are far, and a token outlives every move of the clock.
fn config() -> Config {
    let mut config = Config::evaluation().expect("the defaults");
    config.server.workers = 1;
    config.server.stream_seconds = 1;
    config.background.prompt_milliseconds = 50;
    config.limits.address_per_minute = 100_000;
    config.limits.caller_per_minute = 100_000;
    config.limits.sign_in_per_minute = 100_000;
    config.limits.reports_per_hour = 100_000;
    config.tokens.access_seconds = 20 * 365 * 86_400;
    config.tokens.session_days = 20 * 365;
    config.tokens.signing_key_days = 20 * 365;
    config.keys.current = "test".to_owned();
    config.keys.secrets.insert("test".to_owned(), STANDARD.encode([1; 32]));
    config.keys.index = STANDARD.encode([2; 32]);
    config
}

fn state(config: Config, store: Store) -> State {
    let keyring = config.keyring().expect("keys");
    State::new(config, Clock::standing_at(start()), Ids::Random, store, keyring)
}

/// What every test finds: the zhundong jurisdiction, its calendars, a signing key, and the demonstration accounts.
fn seed(store: &Store) {
    store.migrate().expect("migrations");
    let state = state(config(), store.clone());
    let loaded = load(&jurisdiction::embedded()).expect("the shipped jurisdiction");
    let report = state.transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded));
    report.map_err(|failure| failure.context().to_owned()).expect("the jurisdiction");
    open_demonstrations(&state, TestApp::PASSWORD).expect("the accounts");
    state.rotate_keys_here().map_err(|failure| failure.context().to_owned()).expect("a signing key");
}
