//! The real program as a process of its own, over the database of a running test.

use std::{
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use kaiye_api::config::Config;
use serde_json::json;

use crate::{Client, TestApp};

/// `kaiye serve` or `kaiye worker`, killed when it is dropped.
pub struct Program {
    child: Child,
    base: String,
}

impl Program {
    /// Starts it over the application's database, with the same keys, and waits until it is ready.
    pub async fn start(app: &TestApp) -> Self {
        Self::serve(app, free_port(), false).await
    }

    /// The same at a port of the test's choice, perhaps with the background work.
    pub async fn serve(app: &TestApp, port: u16, background: bool) -> Self {
        let command: &[&str] = if background { &["serve"] } else { &["serve", "--no-background"] };
        let program = Self::spawn(app, port, command);
        for _ in 0..300 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let client = program.client();
            if client.try_get("/health/ready").await.is_some_and(|status| status == 200) {
                return program;
            }
        }
        panic!("the program is not ready within 30 seconds");
    }

    /// Starts `kaiye worker` over the application's database, with the same keys.
    pub fn worker(app: &TestApp) -> Self {
        Self::spawn(app, free_port(), &["worker"])
    }

    /// Runs a command of it to its end over the application's database, with the same keys.
    pub fn run(app: &TestApp, command: &[&str]) -> Output {
        Self::command(app, free_port(), command).output().expect("the program runs")
    }

    fn spawn(app: &TestApp, port: u16, command: &[&str]) -> Self {
        let mut program = Self::command(app, port, command);
        let program = program.stdout(Stdio::null()).stderr(Stdio::null());
        Self { child: program.spawn().expect("the program starts"), base: format!("http://127.0.0.1:{port}") }
    }

    fn command(app: &TestApp, port: u16, command: &[&str]) -> Command {
        let file = app.folder().join(format!("kaiye-{port}.toml"));
        std::fs::write(&file, settings(&app.state.config, port, app)).expect("a configuration");
        let mut program = Command::new(program());
        program.args(command).arg("--config").arg(&file);
        program
    }

    /// Somebody without a token.
    pub fn client(&self) -> Client {
        Client::new(&self.base)
    }

    /// The window, signed in to this program.
    pub async fn clerk(&self) -> Client {
        self.sign_in("clerk").await
    }

    /// Somebody signed in to this program: its clock is the machine's, so a token of the test's own would have expired.
    pub async fn sign_in(&self, login: &str) -> Client {
        let body = json!({ "login": login, "password": TestApp::PASSWORD });
        let session = self.client().post("/api/v1/sessions", body).await.expect(200);
        self.client().with_token(session.text("/access_token"))
    }

    /// The most memory that it had so far, in KiB, as Linux tells it.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("Linux, and it runs");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
        peak.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// SIGKILL: no time to clean up.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn settings(config: &Config, port: u16, app: &TestApp) -> String {
    let settings = json!({
        "evaluation": false,
        "server": { "bind": format!("127.0.0.1:{port}"), "public_url": config.server.public_url, "workers": 2 },
        "database": { "url": config.database.url },
        "keys": { "current": config.keys.current, "secrets": config.keys.secrets, "index": config.keys.index },
        "background": { "prompt_milliseconds": 100 },
        "limits": { "caller_per_minute": 100_000, "address_per_minute": 100_000 },
        "materials": { "path": app.folder().join("materials") },
    });
    toml::to_string(&settings).expect("a configuration")
}

/// A port of this machine that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port()
}

/// The program that was built along with the tests; built now when it was not.
pub fn program() -> PathBuf {
    let built = Command::new(env!("CARGO")).args(["build", "--quiet", "-p", "kaiye-api", "--bin", "kaiye"]).status();
    assert!(built.is_ok_and(|status| status.success()), "the program is built");
    let tests = std::env::current_exe().expect("this test's own program");
    tests.ancestors().nth(2).expect("target/debug").join("kaiye")
}
