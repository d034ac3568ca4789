//! A department's system reads its part of the feed, and says what it has received.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use kaiye_tests::{Client, Draft, TestApp, issuing::certificate_of, on_both};
use serde_json::{Value, json};

const HEALTH: &str = "jimsar_health";
const SCOPES: &[&str] = &["read_events", "acknowledge_events"];

/// Everything from a cursor on, a part after the other; and where that ends.
async fn all(reader: &Client, query: &str) -> (Vec<Value>, String) {
    let (mut events, mut cursor) = (Vec::new(), String::new());
    loop {
        let go_on = if cursor.is_empty() { String::new() } else { format!("&cursor={cursor}") };
        let part = reader.get(&format!("/api/v1/events?limit=7{query}{go_on}")).await.expect(200).json;
        events.extend(part["items"].as_array().cloned().unwrap_or_default());
        cursor = part["next_cursor"].as_str().expect("a cursor").to_owned();
        if part["more"] == false {
            return (events, cursor);
        }
    }
}

fn texts<'a>(events: &'a [Value], field: &str) -> Vec<&'a str> {
    events.iter().filter_map(|event| event[field].as_str()).collect()
}

on_both! {
    async fn a_departments_system_reads_its_own_part_in_order(app: TestApp) {
        app.entrust(20);
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        app.advance(TimeDelta::seconds(1));
        draft.submit().await.expect(200);
        let clerk = app.clerk().await;
        draft.accept(&clerk).await;
        draft.issue(&clerk).await.expect(200);
        app.sweep();
        let reader = app.agency(HEALTH, SCOPES).await;
        let (events, _) = all(&reader, &format!("&subject=application/{}", draft.id)).await;
        let kinds = texts(&events, "type");
        assert_eq!(kinds.first(), Some(&"application.submitted"), "a draft has not reached any office: {kinds:?}");
        assert!(kinds.contains(&"certificate.issued") && kinds.contains(&"verification.created"), "{kinds:?}");
        let event = &events[0];
        assert_eq!(event["specversion"], "1.0");
        assert_eq!(event["source"], "/jurisdictions/zhundong");
        assert_eq!(event["subject"], format!("application/{}", draft.id));
        assert_eq!(event["division"], "652327");
        let sequences = texts(&events, "sequence");
        assert!(sequences.windows(2).all(|pair| pair[0] < pair[1]), "{sequences:?}");

        let (whole, _) = all(&reader, "").await;
        let positions: Vec<i64> = texts(&whole, "position").iter().map(|it| it.parse().expect("a number")).collect();
        assert!(positions.windows(2).all(|pair| pair[0] < pair[1]), "{positions:?}");
        let (issued, _) = all(&reader, "&type=certificate.*,application.issued").await;
        let wanted = |event: &&Value| {
            let kind = event["type"].as_str().unwrap_or_default();
            kind.starts_with("certificate.") || kind == "application.issued"
        };
        assert_eq!(issued, whole.iter().filter(wanted).cloned().collect::<Vec<_>>());

        // One by one, and each to whom it concerns alone.
        let path = format!("/api/v1/events/{}", event["id"].as_str().expect("an id"));
        let one = reader.get(&path).await.expect(200);
        assert_eq!((one.header("content-type"), &one.json), ("application/cloudevents+json", event));
        let stranger = app.agency("fire_brigade", SCOPES).await;
        stranger.get(&path).await.expect_problem(404, "not_found");
        assert!(all(&stranger, "").await.0.iter().all(|event| event["subject"] != format!("application/{}", draft.id)));
        assert_eq!(all(&stranger, &format!("&department={HEALTH}")).await.0, Vec::<Value>::new());
        // Who oversees the departments reads all of it, and each department's part.
        let inspector = app.inspector().await;
        assert!(texts(&all(&inspector, "").await.0, "type").contains(&"account.signed_in"));
        assert_eq!(all(&inspector, &format!("&department={HEALTH}")).await.0, whole);
    }

    async fn a_reader_waits_for_news_and_is_told_at_once(app: TestApp) {
        app.entrust(20);
        let reader = app.agency(HEALTH, SCOPES).await;
        app.sweep();
        let (_, cursor) = all(&reader, "").await;
        let path = format!("/api/v1/events?cursor={cursor}");
        let began = Instant::now();
        let nothing = reader.get(&format!("{path}&wait=1s")).await.expect(200).json;
        assert_eq!((&nothing["items"], &nothing["more"]), (&json!([]), &json!(false)));
        assert!(began.elapsed() >= Duration::from_millis(950), "{:?}", began.elapsed());

        let waiting = tokio::task::spawn_local(async move {
            let news = reader.get(&format!("{path}&wait=30s")).await.expect(200).json;
            (news, Instant::now())
        });
        let draft = app.issued_shop(1).await.0;
        app.sweep();
        let swept = Instant::now();
        let (news, told) = waiting.await.expect("news");
        assert_eq!(news["items"][0]["subject"], format!("application/{}", draft.id));
        assert!(told.saturating_duration_since(swept) < Duration::from_secs(5));
    }

    async fn an_acknowledged_issue_is_the_receipt_of_what_is_to_be_verified(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        app.sweep();
        let reader = app.agency(HEALTH, SCOPES).await;
        let own = format!("&subject=application/{}", draft.id);
        let id_of = |events: &[Value], kind: &str| {
            events.iter().find(|event| event["type"] == kind).expect("the event")["id"].clone()
        };
        let (events, _) = all(&reader, &own).await;
        let certificate = certificate_of(&issued, "shop_hygiene_permit");
        let no_approval = json!({ "event_ids": [id_of(&events, "application.accepted")] });
        reader.post("/api/v1/event-receipts", no_approval).await.expect(200);
        assert_eq!(app.task(&certificate, "commitment").await["received_at"], Value::Null);

        let issue = id_of(&events, "application.issued");
        let strange = "01970000-0000-7000-8000-000000000000";
        let body = json!({ "event_ids": [issue, strange] });
        let said = reader.post("/api/v1/event-receipts", body.clone()).await.expect(200).json;
        assert_eq!(said, json!({ "acknowledged": [issue], "unknown": [strange] }));
        let task = app.task(&certificate, "commitment").await;
        assert_eq!((&task["receipt_way"], &task["received_at"]), (&json!("acknowledged"), &json!(app.now())));
        // Again changes nothing, and another department's task is its own to receive.
        reader.post("/api/v1/event-receipts", body).await.expect(200);
        assert_eq!(app.task(&certificate, "commitment").await, task);
        let other = certificate_of(&issued, "small_grocery_registration");
        assert_eq!(app.task(&other, "commitment").await["received_at"], Value::Null);
        let kinds = draft.events().await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "verification.received").count(), 1, "{kinds:?}");
    }
}

#[actix_web::test]
async fn what_a_reader_asks_wrongly_is_told() {
    let app = TestApp::start(kaiye_tests::On::Sqlite).await;
    let reader = app.inspector().await;
    for (query, pointer, code) in [
        ("type=nobody.*", "/query/type", "event_type_unknown"),
        ("type=certificate.issued,", "/query/type", "event_type_unknown"),
        ("subject=application", "/query/subject", "event_subject_malformed"),
        ("subject=house/01970000-0000-7000-8000-000000000000", "/query/subject", "event_subject_malformed"),
        ("wait=31", "/query/wait", "range"),
    ] {
        let told = reader.get(&format!("/api/v1/events?{query}")).await.expect_problem(400, "query_invalid");
        assert_eq!((told.text("/errors/0/pointer"), told.text("/errors/0/code")), (pointer, code));
    }
}
