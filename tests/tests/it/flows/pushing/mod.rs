//! Events pushed to departments' systems (S13): subscriptions, deliveries, and receivers that behave badly.

mod addresses;
mod failing;
mod isolation;
mod story;

use kaiye_api::{background::SWEEPS, config::Config, operations::Outcome};
use kaiye_domain::{
    actor::Actor,
    event::{Fact, SubjectKind},
};
use kaiye_tests::{Answer, Client, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

/// A department of the jurisdiction.
const FIRE: &str = "fire_brigade";

/// Receivers of tests listen on loopback, and nobody waits long for one that hangs.
fn local(config: &mut Config) {
    config.outgoing.allow_private = vec!["127.0.0.0/8".parse().expect("a network")];
    config.outgoing.timeout_seconds = 1;
}

/// A department's system that may do all that there is to do with subscriptions.
async fn system(app: &TestApp, department: &str) -> Client {
    app.agency(department, &["manage_subscription", "read_subscription"]).await
}

async fn subscribe(by: &Client, url: &str, types: &[&str]) -> Answer {
    by.post("/api/v1/subscriptions", json!({ "name": "消防系统", "url": url, "types": types })).await
}

/// An inspection of a department is drawn, as far as the log goes: a subject with so many events of its own.
fn happen(app: &TestApp, department: &str, subject: Uuid, events: usize) {
    let appended = app.state.transact_here(&Actor::kaiye(), |tx| -> Outcome<()> {
        let data = json!({ "department": department });
        let facts = (0..events).map(|_| Fact::new("inspection.drawn", data.clone())).collect();
        tx.append((SubjectKind::Draw, subject), None, facts)?;
        Ok(())
    });
    appended.map_err(|failure| failure.context().to_owned()).expect("appended");
}

/// Runs these sweeps and no other.
fn run(app: &TestApp, sweeps: &[&str]) {
    for name in sweeps {
        let sweep = SWEEPS.iter().find(|it| it.name == *name).expect("a sweep");
        assert!((sweep.run)(&app.state).is_ok(), "{name}");
    }
}

fn subject(app: &TestApp) -> Uuid {
    app.state.ids.mint(app.now())
}

/// The items of a list, by one of their fields.
fn fields<'a>(list: &'a Value, name: &str) -> Vec<&'a Value> {
    list["items"].as_array().into_iter().flatten().map(|item| &item[name]).collect()
}
