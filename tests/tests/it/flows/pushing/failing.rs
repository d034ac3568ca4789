//! Receivers that fail: tried again for days in the order of each subject, given up, sent again; and workers that die.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use kaiye_api::{
    background::run_all,
    operations::{Outcome, subscriptions},
};
use kaiye_domain::{actor::Actor, id::SubscriptionId};
use kaiye_tests::{
    Client, On, TestApp,
    receiver::{Behaviour, Receiver},
};
use serde_json::{Value, json};

use super::{FIRE, fields, happen, local, run, subject, subscribe, system};

/// Subscribed to one type, with so many subjects of three events each on their way.
async fn begun(on: On, behaviour: Behaviour, subjects: usize) -> (TestApp, Receiver, Client, String) {
    let app = TestApp::start_with(on, local).await;
    let receiver = Receiver::start(behaviour);
    let own = system(&app, FIRE).await;
    let created = subscribe(&own, &receiver.url, &["inspection.drawn"]).await.expect(201);
    let path = created.header("location").to_owned();
    for _ in 0..subjects {
        happen(&app, FIRE, subject(&app), 3);
    }
    (app, receiver, own, path)
}

async fn in_status(own: &Client, path: &str, status: &str) -> Value {
    own.get(&format!("{path}/deliveries?status={status}&limit=100")).await.expect(200).json
}

/// Each subject's events came in their order.
fn assert_in_order(receiver: &Receiver) {
    for subject in receiver.received().iter().map(|it| it.json["subject"].clone()).collect::<Vec<_>>() {
        let of = receiver.received().into_iter().filter(|it| it.json["subject"] == subject);
        let sequences: Vec<String> = of.map(|it| it.json["sequence"].as_str().unwrap_or_default().to_owned()).collect();
        assert!(sequences.is_sorted(), "{subject}: {sequences:?}");
    }
}

async fn tried_for_days(on: On) {
    let (app, receiver, own, path) = begun(on, Behaviour::Answers(500), 2).await;
    app.sweep();
    // Only the first of each subject was tried: what comes later waits for it.
    assert_eq!(receiver.received().len(), 2);
    assert!(receiver.received().iter().all(|it| it.json["sequence"] == "0000000001"));
    let waiting = in_status(&own, &path, "waiting").await;
    assert_eq!(fields(&waiting, "attempts").iter().filter(|attempts| ***attempts == 1).count(), 2);
    assert_eq!(own.get(&path).await.expect(200).json["failing_since"], json!(app.now()));
    app.sweep();
    assert_eq!(receiver.received().len(), 2, "not before its time");
    for wait in [5, 300, 1_800] {
        app.advance(TimeDelta::seconds(wait));
        app.sweep();
    }
    assert_eq!(receiver.received().len(), 8);
    // It has recovered: everything comes, in order.
    receiver.behave(Behaviour::Answers(200));
    receiver.forget();
    app.advance(TimeDelta::hours(2));
    app.sweep();
    assert_eq!(receiver.received().len(), 6);
    assert_in_order(&receiver);
    assert_eq!(in_status(&own, &path, "waiting").await["items"], json!([]));
    assert_eq!(own.get(&path).await.expect(200).json["failing_since"], Value::Null);
}

#[actix_web::test]
async fn it_is_tried_again_for_days_in_order_on_sqlite() {
    tried_for_days(On::Sqlite).await;
}

#[actix_web::test]
async fn it_is_tried_again_for_days_in_order_on_postgres() {
    tried_for_days(On::Postgres).await;
}

/// A receiver that chokes on something gets the rest; that is a dead letter until somebody sends it again.
#[actix_web::test]
async fn what_a_receiver_chokes_on_is_a_dead_letter() {
    let (app, receiver, own, path) = begun(On::Sqlite, Behaviour::Answers(200), 0).await;
    let (bad, good) = (subject(&app), subject(&app));
    receiver.behave(Behaviour::Chokes(bad.to_string()));
    happen(&app, FIRE, bad, 2);
    for hours in [0, 1, 1, 2, 5, 10, 14, 20, 24, 24] {
        app.advance(TimeDelta::hours(hours));
        // Of another subject something comes through all the time.
        happen(&app, FIRE, good, 1);
        app.sweep();
    }
    let dead = in_status(&own, &path, "dead").await;
    assert_eq!(dead["items"].as_array().map(Vec::len), Some(1), "{dead}");
    let id = dead["items"][0]["id"].as_str().expect("an id");
    let of_bad = |sequence: &str| {
        let of = receiver.received().into_iter().filter(|it| it.body.contains(&bad.to_string()));
        of.filter(|it| it.json["sequence"] == sequence).count()
    };
    assert!(of_bad("0000000001") >= 10 && of_bad("0000000002") >= 1, "after it the next of its subject took its turn");
    receiver.forget();
    receiver.behave(Behaviour::Answers(200));
    own.post(&format!("/api/v1/deliveries/{id}/redeliver"), json!({})).await.expect(200);
    app.sweep();
    assert_eq!(of_bad("0000000001"), 1);
    assert_eq!(in_status(&own, &path, "dead").await["items"], json!([]));
    let delivery = own.get(&format!("/api/v1/deliveries/{id}")).await.expect(200).json;
    assert!(delivery["attempts"].as_array().is_some_and(|attempts| attempts.len() >= 11), "{delivery}");
}

/// Five days after the first failure Kaiye gives up, and says so in the log; nothing is lost, and nothing has died.
#[actix_web::test]
async fn a_receiver_that_is_away_for_days_loses_nothing() {
    let (app, receiver, own, path) = begun(On::Sqlite, Behaviour::Answers(503), 1).await;
    app.sweep();
    for hours in [1, 1, 2, 5, 10, 14, 20, 24, 24, 24] {
        app.advance(TimeDelta::hours(hours));
        app.sweep();
    }
    assert_eq!(in_status(&own, &path, "dead").await["items"], json!([]));
    let disabled = own.get(&path).await.expect(200).json;
    assert_eq!((&disabled["status"], &disabled["disabled_because"]), (&json!("disabled"), &json!("failing")));
    app.sweep();
    assert_eq!(app.count_events("subscription.disabled"), 1);
    let waits = in_status(&own, &path, "waiting").await;
    let letter = format!("/api/v1/deliveries/{}/redeliver", waits["items"][0]["id"].as_str().expect("an id"));
    own.post(&letter, json!({})).await.expect_problem(409, "subscription_not_active");
    receiver.forget();
    receiver.behave(Behaviour::Answers(200));
    app.advance(TimeDelta::days(2));
    app.sweep();
    assert_eq!(receiver.received().len(), 0);
    // Active again, everything comes at once.
    own.patch(&path, "*", json!({ "active": true })).await.expect(200);
    app.sweep();
    let kinds = receiver.kinds();
    assert_eq!(kinds.iter().filter(|kind| *kind == "inspection.drawn").count(), 3, "{kinds:?}");
    assert_in_order(&receiver);
}

/// Whatever its deliveries wait for: minutes after it is back, all comes.
#[actix_web::test]
async fn a_receiver_that_is_back_gets_everything_soon() {
    let (app, receiver, own, path) = begun(On::Sqlite, Behaviour::Answers(503), 2).await;
    app.sweep();
    for seconds in [5, 300, 1_800, 7_200, 18_000] {
        app.advance(TimeDelta::seconds(seconds));
        app.sweep();
    }
    receiver.behave(Behaviour::Answers(200));
    receiver.forget();
    let since = own.get(&path).await.expect(200).json["failing_since"].clone();
    app.advance(TimeDelta::minutes(29));
    app.sweep();
    assert_eq!(receiver.received().len(), 0, "a tenth of the time that it was away is more");
    app.advance(TimeDelta::minutes(1));
    app.sweep();
    assert_eq!(receiver.received().len(), 6, "away since {since}");
    assert_in_order(&receiver);
    assert_eq!(own.get(&path).await.expect(200).json["failing_since"], Value::Null);
}

/// 429 or 503 with `Retry-After`: it comes again when it was asked to, not before.
#[actix_web::test]
async fn a_receiver_that_asks_for_time_gets_it() {
    let (app, receiver, ..) = begun(On::Sqlite, Behaviour::Asks(429, "60".into()), 1).await;
    app.sweep();
    app.advance(TimeDelta::seconds(59));
    app.sweep();
    assert_eq!(receiver.received().len(), 1, "five seconds would have been its turn");
    receiver.behave(Behaviour::Answers(200));
    app.advance(TimeDelta::seconds(1));
    app.sweep();
    assert_eq!(receiver.received().len(), 4);
}

#[actix_web::test]
async fn an_address_that_is_gone_is_left_at_once() {
    let (app, receiver, own, path) = begun(On::Sqlite, Behaviour::Answers(410), 1).await;
    app.sweep();
    assert_eq!(own.get(&path).await.expect(200).json["disabled_because"], "gone");
    app.advance(TimeDelta::hours(1));
    app.sweep();
    assert_eq!(receiver.received().len(), 1);
}

/// A worker that dies between sending and writing back leaves a delivery that is sent again, with the same id.
#[actix_web::test]
async fn what_a_dead_worker_had_in_hand_is_sent_again() {
    let (app, receiver, _, path) = begun(On::Sqlite, Behaviour::Answers(200), 1).await;
    let id: SubscriptionId = path.rsplit('/').next().expect("an id").parse().expect("an id");
    run(&app, &["sequence_events", "fan_out_events"]);
    let claim = |app: &TestApp| -> Option<subscriptions::Sending> {
        let taken = app.state.transact_here(&Actor::kaiye(), |tx| -> Outcome<_> { subscriptions::claim(tx, id) });
        taken.map_err(|failure| failure.context().to_owned()).expect("a transaction")
    };
    let taken = claim(&app).expect("a delivery");
    let event = taken.event.id.to_string();
    let answer = app.state.outgoing.post(&taken.url, &[("webhook-id", event.as_str())], taken.body.as_bytes());
    assert_eq!(answer.expect("an answer").status, 200);
    app.sweep();
    assert_eq!(receiver.received().len(), 1, "it is held, and so what follows it waits");
    app.advance(TimeDelta::seconds(32));
    app.sweep();
    let ids: Vec<String> = receiver.received().into_iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!((&ids[0], &ids[1]), (&event, &event));
    assert_in_order(&receiver);
}

/// Two processes at work send each event once while neither dies.
#[actix_web::test]
async fn two_workers_send_each_event_once_on_postgres() {
    let (app, receiver, ..) = begun(On::Postgres, Behaviour::Answers(200), 20).await;
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert!(run_all(&app.state).iter().all(|(_, result)| result.is_ok())));
        }
    });
    app.sweep();
    let ids: Vec<String> = receiver.received().into_iter().map(|it| it.id).collect();
    assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (60, 60));
    assert_in_order(&receiver);
}
