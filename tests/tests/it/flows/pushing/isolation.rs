//! A receiver that behaves badly holds up nobody else, and gets everything in order once it has recovered.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use kaiye_api::background::SWEEPS;
use kaiye_tests::{
    Client, On, TestApp,
    receiver::{Behaviour, Receiver},
};

use super::{FIRE, happen, local, run, subject, subscribe, system};

/// Subjects whose events are on their way at once.
const SUBJECTS: usize = 8;
/// Delays below this are not told apart on a machine that is busy with other tests.
const FLOOR: Duration = Duration::from_millis(300);

/// Beside the test's own thread, whose connections would be cut off while it stood still for seconds.
async fn sweep(app: &TestApp) {
    let state = app.state.clone();
    let deliver = SWEEPS.iter().find(|it| it.name == "deliver_webhooks").expect("a sweep").run;
    let delivered = tokio::task::spawn_blocking(move || deliver(&state).is_ok());
    assert!(delivered.await.expect("no panic"));
}

/// When the last of what happens now came to a receiver, from the moment the sending began; the best of a few tries, as
/// other tests that keep the machine busy only ever make it longer.
async fn delay(app: &TestApp, receivers: &[&Receiver], enough: Duration) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..3 {
        best = best.min(once(app, receivers).await);
        if best <= enough {
            break;
        }
    }
    best
}

async fn once(app: &TestApp, receivers: &[&Receiver]) -> Duration {
    receivers.iter().for_each(|receiver| receiver.forget());
    for _ in 0..SUBJECTS {
        happen(app, FIRE, subject(app), 1);
    }
    run(app, &["sequence_events", "fan_out_events"]);
    let began = Instant::now();
    sweep(app).await;
    let last = |receiver: &&Receiver| {
        let came = receiver.received();
        assert_eq!(came.len(), SUBJECTS, "everything came");
        came.last().map(|last| last.at.duration_since(began)).unwrap_or_default()
    };
    receivers.iter().map(last).max().unwrap_or_default()
}

async fn isolated(on: On) {
    let app = TestApp::start_with(on, local).await;
    let own = system(&app, FIRE).await;
    let (one, other) = (Receiver::start(Behaviour::Answers(200)), Receiver::start(Behaviour::Answers(200)));
    for receiver in [&one, &other] {
        subscribe(&own, &receiver.url, &["inspection.drawn"]).await.expect(201);
    }
    let alone = delay(&app, &[&one, &other], FLOOR).await;
    let most = 2 * alone.max(FLOOR);
    let bad = [
        Behaviour::Answers(500),
        Behaviour::Hangs,
        Behaviour::Slow(Duration::from_millis(800)),
        Behaviour::Redirects(one.url.clone()),
        Behaviour::Resets,
        Behaviour::Endless,
        Behaviour::Babbles,
    ];
    for behaviour in bad {
        let sick = Receiver::start(behaviour.clone());
        let created = subscribe(&own, &sick.url, &["inspection.drawn"]).await.expect(201);
        let with = delay(&app, &[&one, &other], most).await;
        assert!(with <= most, "{behaviour:?}: {with:?} beside it, {alone:?} without");
        recovers(&app, &own, &sick, created.header("location"), &behaviour).await;
    }
}

/// Once it behaves, everything that it had not got comes.
async fn recovers(app: &TestApp, own: &Client, sick: &Receiver, path: &str, behaviour: &Behaviour) {
    let had: BTreeSet<String> = sick.received().into_iter().map(|it| it.id).collect();
    let in_vain = !matches!(behaviour, Behaviour::Slow(_) | Behaviour::Endless);
    let waiting = own.get(&format!("{path}/deliveries?status=waiting&limit=100")).await.expect(200).json;
    let waits = waiting["items"].as_array().map_or(0, Vec::len);
    assert!(if in_vain { waits >= SUBJECTS } else { waits == 0 }, "{behaviour:?}: {waiting}");
    sick.behave(Behaviour::Answers(200));
    app.advance(TimeDelta::seconds(5));
    sweep(app).await;
    let have: BTreeSet<String> = sick.received().into_iter().map(|it| it.id).collect();
    assert!(have.len() >= SUBJECTS && have.is_superset(&had), "{behaviour:?}");
    let left = own.get(&format!("{path}/deliveries?status=waiting")).await.expect(200).json;
    assert_eq!(left["items"], serde_json::json!([]), "{behaviour:?}");
    own.delete(path).await.expect(204);
}

#[actix_web::test]
async fn a_bad_receiver_holds_nobody_up_on_sqlite() {
    isolated(On::Sqlite).await;
}

#[actix_web::test]
async fn a_bad_receiver_holds_nobody_up_on_postgres() {
    isolated(On::Postgres).await;
}
