//! A receiver that behaves badly holds up nobody else, and gets everything in order once it has recovered.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use kaiye_api::background::run_all;
use kaiye_tests::{
    Client, On, TestApp,
    receiver::{Behaviour, Receiver},
};

use super::{FIRE, happen, local, subject, subscribe, system};

/// Subjects whose events are on their way at once.
const SUBJECTS: usize = 8;
/// Delays below this are not told apart on a machine that is busy with other tests.
const FLOOR: Duration = Duration::from_millis(300);

/// Beside the test's own thread, whose connections would be cut off while it stood still for seconds.
async fn sweep(app: &TestApp) {
    let state = app.state.clone();
    let swept = tokio::task::spawn_blocking(move || run_all(&state).iter().all(|(_, result)| result.is_ok()));
    assert!(swept.await.expect("no panic"));
}

/// When the last of what happens now came to a receiver, from the moment the sending began.
async fn delay(app: &TestApp, receivers: &[&Receiver]) -> Duration {
    receivers.iter().for_each(|receiver| receiver.forget());
    for _ in 0..SUBJECTS {
        happen(app, FIRE, subject(app), 1);
    }
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
    let alone = delay(&app, &[&one, &other]).await.max(delay(&app, &[&one, &other]).await);
    let most = 2 * alone.max(FLOOR);
    let slow = Duration::from_millis(800);
    let bad = [
        Behaviour::Answers(500),
        Behaviour::Hangs,
        Behaviour::Slow(slow),
        Behaviour::Redirects(one.url.clone()),
        Behaviour::Resets,
        Behaviour::Endless,
        Behaviour::Babbles,
    ];
    for behaviour in bad {
        let sick = Receiver::start(behaviour.clone());
        let created = subscribe(&own, &sick.url, &["inspection.drawn"]).await.expect(201);
        let with = delay(&app, &[&one, &other]).await;
        assert!(with <= most, "{behaviour:?}: {with:?} beside it, {alone:?} without");
        recovers(&app, &own, &sick, created.header("location"), &behaviour).await;
    }
}

/// Once it behaves, everything that it had not got comes.
async fn recovers(app: &TestApp, own: &Client, sick: &Receiver, path: &str, behaviour: &Behaviour) {
    let had: BTreeSet<String> = sick.received().into_iter().map(|it| it.id).collect();
    let in_vain = !matches!(behaviour, Behaviour::Slow(_) | Behaviour::Endless);
    let waiting = own.get(&format!("{path}/deliveries?status=waiting")).await.expect(200).json;
    let waits = waiting["items"].as_array().map_or(0, Vec::len);
    assert_eq!(waits, if in_vain { SUBJECTS } else { 0 }, "{behaviour:?}: {waiting}");
    sick.behave(Behaviour::Answers(200));
    app.advance(TimeDelta::seconds(5));
    sweep(app).await;
    let have: BTreeSet<String> = sick.received().into_iter().map(|it| it.id).collect();
    assert_eq!(have.len(), SUBJECTS, "{behaviour:?}");
    assert!(have.is_superset(&had));
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
