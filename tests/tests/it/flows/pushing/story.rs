//! A department's system subscribes, is told, is tested, changes over to a new secret, and unsubscribes.

use chrono::{DateTime, TimeDelta};
use kaiye_api::outgoing::signature;
use kaiye_tests::{
    On, TestApp,
    issuing::certificate_of,
    receiver::{Behaviour, Received, Receiver},
};
use reqwest::Method;
use serde_json::{Value, json};

use super::{FIRE, fields, happen, local, subject, subscribe, system};

const HEALTH: &str = "jimsar_health";

/// Whether a delivery bears a signature with this secret.
fn is_signed(received: &Received, secret: &str) -> bool {
    let at = DateTime::from_timestamp(received.timestamp.parse().expect("seconds"), 0).expect("an instant");
    let expected = signature(&[secret.to_owned()], &received.id, at, &received.body);
    received.signature.split(' ').any(|one| one == expected)
}

#[actix_web::test]
async fn a_department_is_told_and_has_thereby_received_on_sqlite() {
    told(TestApp::start_with(On::Sqlite, local).await).await;
}

#[actix_web::test]
async fn a_department_is_told_and_has_thereby_received_on_postgres() {
    told(TestApp::start_with(On::Postgres, local).await).await;
}

async fn told(app: TestApp) {
    app.entrust(20);
    let receiver = Receiver::start(Behaviour::Answers(204));
    let (own, other) = (system(&app, HEALTH).await, system(&app, FIRE).await);
    let created = subscribe(&own, &receiver.url, &["certificate.*", "verification.created"]).await.expect(201);
    let (path, secret) = (created.header("location").to_owned(), created.text("/secret").to_owned());
    assert_eq!(created.text("/subscription/department"), HEALTH);
    assert!(!own.get(&path).await.expect(200).json.to_string().contains(&secret), "a secret is shown once");
    let (_, issued) = app.issued_shop(1).await;
    app.sweep();

    // What it asked for came, signed, in the order of the log, and nothing else.
    let came = receiver.received();
    assert!(came.iter().all(|it| is_signed(it, &secret)), "{came:?}");
    assert!(came.iter().all(|it| it.json["id"] == it.id.as_str() && it.json["specversion"] == "1.0"));
    let positions: Vec<i64> =
        came.iter().map(|it| it.json["position"].as_str().unwrap_or("0").parse().expect("one")).collect();
    assert!(positions.is_sorted() && positions.len() >= 2, "{positions:?}");
    let kinds = receiver.kinds();
    assert!(kinds.iter().all(|it| it.starts_with("certificate.") || it == "verification.created"), "{kinds:?}");

    // Its 2xx was the receipt of what it is to verify (S14).
    let task = app.task(&certificate_of(&issued, "shop_hygiene_permit"), "commitment").await;
    assert_eq!(task["receipts"][0]["way"], "answered", "{task}");
    let deliveries = own.get(&format!("{path}/deliveries")).await.expect(200).json;
    assert!(fields(&deliveries, "status").iter().all(|status| **status == "delivered"), "{deliveries}");
    let one = own.get(&format!("/api/v1/deliveries/{}", deliveries["items"][0]["id"].as_str().expect("an id"))).await;
    let one = one.expect(200).json;
    assert_eq!((&one["attempts"][0]["status_code"], &one["attempts"][0]["error"]), (&json!(204), &Value::Null));

    // It is nobody else's.
    assert_eq!(other.get("/api/v1/subscriptions").await.expect(200).json["items"], json!([]));
    other.get(&path).await.expect_problem(404, "not_found");
    other.get(&format!("{path}/deliveries")).await.expect_problem(404, "not_found");
    other.delete(&path).await.expect_problem(404, "not_found");
    let foreign = json!({ "department": HEALTH, "name": "x", "url": receiver.url });
    other.post("/api/v1/subscriptions", foreign).await.expect_problem(403, "subscription_of_other_department");
    let inspector = app.inspector().await;
    assert_eq!(inspector.get(&path).await.expect(200).json["allowed_actions"], json!([]));

    // A test comes whatever types it asks for, to it alone.
    receiver.forget();
    let ping = own.post(&format!("{path}/ping"), json!({})).await.expect(200);
    app.sweep();
    assert_eq!(receiver.kinds(), ["subscription.pinged"]);
    assert_eq!(receiver.received()[0].id, ping.text("/event_id"));
    let found = own.get(&format!("{path}/deliveries?event_id={}", ping.text("/event_id"))).await.expect(200).json;
    assert_eq!(fields(&found, "status"), ["delivered"]);

    // During the overlap both secrets sign, then the new one alone.
    let rotate = own.request(Method::POST, &format!("{path}/secret")).header("if-match", "*");
    let rotated = own.send(rotate.json(&json!({ "overlap_hours": 2 }))).await.expect(200);
    let newer = rotated.text("/secret").to_owned();
    assert_eq!(rotated.json["subscription"]["secrets"].as_array().map(Vec::len), Some(2));
    for (hours, both) in [(1, true), (3, false)] {
        receiver.forget();
        app.advance(TimeDelta::hours(hours));
        own.post(&format!("{path}/ping"), json!({})).await.expect(200);
        app.sweep();
        let came = receiver.received();
        assert!(is_signed(&came[0], &newer) && is_signed(&came[0], &secret) == both, "{hours}: {came:?}");
    }

    // Paused, nothing is sent and nothing is lost; ended, nothing is left.
    receiver.forget();
    let paused = own.patch(&path, "*", json!({ "active": false, "types": [] })).await.expect(200);
    own.post(&format!("{path}/ping"), json!({})).await.expect_problem(409, "subscription_not_active");
    assert_eq!(paused.json["status"], "paused");
    happen(&app, HEALTH, subject(&app), 2);
    app.sweep();
    assert_eq!(receiver.received().len(), 0);
    own.patch(&path, paused.etag(), json!({ "active": true })).await.expect(200);
    app.sweep();
    assert_eq!(receiver.kinds().iter().filter(|kind| *kind == "inspection.drawn").count(), 2, "{:?}", receiver.kinds());
    own.delete(&path).await.expect(204);
    receiver.forget();
    happen(&app, HEALTH, subject(&app), 1);
    app.sweep();
    assert_eq!(receiver.received().len(), 0);
    own.get(&path).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_part_of_the_log_is_sent_again() {
    let app = TestApp::start_with(On::Sqlite, local).await;
    let receiver = Receiver::start(Behaviour::Answers(200));
    let (own, draw) = (system(&app, FIRE).await, subject(&app));
    happen(&app, FIRE, draw, 5);
    app.sweep();
    let created = subscribe(&own, &receiver.url, &["inspection.drawn"]).await.expect(201);
    let path = created.header("location").to_owned();
    app.sweep();
    assert_eq!(receiver.received().len(), 0, "what happened before is not sent of itself");
    let head = created.json["subscription"]["position"].as_i64().expect("a position");
    let replay = format!("{path}/replay");
    let again = own.post(&replay, json!({ "from_position": 1 })).await.expect(200).json;
    assert_eq!(again["replay"], json!({ "from_position": 1, "to_position": head + 1 }), "{again}");
    own.post(&replay, json!({ "from_position": 1 })).await.expect_problem(409, "replay_running");
    app.sweep();
    let first: Vec<String> = receiver.received().into_iter().map(|it| it.id).collect();
    let sequences: Vec<Value> = receiver.received().iter().map(|it| it.json["sequence"].clone()).collect();
    assert_eq!(sequences, (1..=5).map(|n| json!(format!("{n:010}"))).collect::<Vec<_>>());
    // Again, a part of it: the same ids, in the same order.
    receiver.forget();
    assert_eq!(own.get(&path).await.expect(200).json["replay"], Value::Null);
    let last = own.get(&format!("{path}/deliveries")).await.expect(200).json["items"][0]["position"].clone();
    own.post(&replay, json!({ "from_position": 1, "to_position": last.as_i64().map(|at| at - 1) })).await.expect(200);
    app.sweep();
    assert_eq!(receiver.received().into_iter().map(|it| it.id).collect::<Vec<_>>(), first[..4]);
    let empty = json!({ "from_position": 9, "to_position": 3 });
    own.post(&replay, empty).await.expect_problem(422, "replay_range_empty");
}
