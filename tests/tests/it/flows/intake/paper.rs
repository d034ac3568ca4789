//! A letter is recorded as it arrives and becomes an application later; the law counts from the first (S22).

use std::collections::BTreeSet;

use chrono::TimeDelta;
use kaiye_tests::{Answer, Client, Draft, draft::business, on_both};
use reqwest::Method;
use serde_json::{Value, json};

/// Records a paper with its scan.
pub(super) async fn record(by: &Client, said: &str) -> Answer {
    let path = format!("/api/v1/intakes?file_name=..%2F%E6%9D%A5%E5%87%BD.pdf&{said}");
    by.send(by.request(Method::POST, &path).body("%PDF-1.7 a letter")).await
}

/// A shop that asks for its licence and one permit.
pub(super) fn asking(intake: &Value) -> Value {
    let items = ["business_licence", "shop_hygiene_permit"].map(|code| json!({ "code": code }));
    json!({ "intake_id": intake, "business": business("好邻居超市", "F5212", 25.0, 1), "items": items })
}

on_both! {
    async fn a_letter_becomes_an_application_from_the_day_it_came(app: TestApp) {
        let clerk = app.clerk().await;
        let said = "channel=letter&sender_reference=L-7&received_at=2025-05-30T01:00:00Z";
        let letter = record(&clerk, said).await.expect(201);
        assert_eq!(letter.text("/status"), "recorded");
        assert_eq!(letter.text("/file/name"), "来函.pdf");
        assert_eq!(letter.json["allowed_actions"], json!(["create_application"]));
        assert!(letter.text("/number").starts_with("LJ-2025-"));
        let path = letter.header("location").to_owned();
        let scan = clerk.get(&format!("{path}/content")).await.expect(200);
        assert_eq!(scan.bytes, b"%PDF-1.7 a letter");
        let waiting = clerk.get("/api/v1/intakes?status=recorded&channel=letter").await.expect(200);
        assert_eq!(waiting.json["items"], json!([letter.json]));
        app.advance(TimeDelta::hours(1));
        let drafted = clerk.post("/api/v1/applications", asking(&letter.json["id"])).await.expect(201);
        assert_eq!(drafted.text("/channel"), "letter");
        assert_eq!(drafted.text("/sender_reference"), "L-7");
        assert_eq!(drafted.text("/received_at"), "2025-05-30T01:00:00Z");
        assert_eq!(drafted.text("/recorded_at"), "2025-06-03T03:00:00Z");
        let filed = clerk.get(&path).await.expect(200);
        assert_eq!(filed.text("/status"), "filed");
        assert_eq!(filed.json["application_id"], drafted.json["id"]);
        assert_eq!(filed.json["allowed_actions"], json!([]));
        clerk.post("/api/v1/applications", asking(&letter.json["id"])).await.expect_problem(409, "intake_settled");
        let of_it = format!("/api/v1/intakes?application_id={}", drafted.text("/id"));
        assert_eq!(clerk.get(&of_it).await.expect(200).json["items"], json!([filed.json]));
    }

    async fn what_a_paper_says_is_said_once(app: TestApp) {
        let (clerk, applicant) = (app.clerk().await, app.applicant().await);
        let fax = record(&clerk, "channel=fax").await.expect(201);
        assert_eq!(fax.json["received_at"], fax.json["recorded_at"]);
        let mut twice = asking(&fax.json["id"]);
        twice["channel"] = json!("letter");
        twice["sender_reference"] = json!("L-8");
        let refused = clerk.post("/api/v1/applications", twice).await.expect_problem(422, "content_invalid");
        let codes = refused.json["errors"].as_array().into_iter().flatten().map(|it| it["code"].clone());
        assert_eq!(codes.collect::<Vec<_>>(), ["said_by_the_intake"; 2]);
        let theirs = applicant.post("/api/v1/applications", asking(&fax.json["id"])).await;
        assert_eq!(theirs.expect_problem(422, "content_invalid").text("/errors/0/code"), "recorded_by_the_window");
        let nobodys = json!("0190a000-0000-7000-8000-000000000000");
        let unknown = clerk.post("/api/v1/applications", asking(&nobodys)).await;
        assert_eq!(unknown.expect_problem(422, "content_invalid").text("/errors/0/code"), "intake_unknown");
    }

    async fn only_paper_is_recorded_and_never_before_it_came(app: TestApp) {
        let clerk = app.clerk().await;
        let before = app.contents();
        for (said, pointer, code) in [
            ("channel=email", "/query/channel", "not_on_paper"),
            ("channel=portal", "/query/channel", "not_on_paper"),
            ("channel=letter&received_at=2025-07-01T00:00:00Z", "/query/received_at", "in_the_future"),
        ] {
            let refused = record(&clerk, said).await.expect_problem(422, "content_invalid");
            assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), (pointer, code));
        }
        record(&clerk, "channel=pigeon").await.expect_problem(400, "query_invalid");
        record(&app.applicant().await, "channel=letter").await.expect_problem(403, "not_permitted");
        assert_eq!(app.contents()["intakes"], before["intakes"]);
    }

    async fn what_a_query_lacks_or_says_wrongly_is_named(app: TestApp) {
        let clerk = app.clerk().await;
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        for (path, at_fault) in [
            ("/api/v1/intakes".to_owned(), json!([["/query/channel", "field_missing"], ["/query/file_name", "field_missing"]])),
            ("/api/v1/intakes?channel=fax".to_owned(), json!([["/query/file_name", "field_missing"]])),
            ("/api/v1/intakes?channel=pigeon&file_name=a".to_owned(), json!([["/query/channel", "field_malformed"]])),
            (draft.path("/materials?file_name=a"), json!([["/query/code", "field_missing"]])),
        ] {
            let by = if path.starts_with("/api/v1/intakes") { &clerk } else { &draft.by };
            let sent = by.send(by.request(Method::POST, &path).body("%PDF-1.7")).await.expect_problem(400, "query_invalid");
            let errors = sent.json["errors"].as_array().into_iter().flatten();
            let named: Value = errors.map(|it| json!([it["pointer"], it["code"]])).collect();
            assert_eq!(named, at_fault, "{path}");
        }
    }

    async fn what_nobody_types_in_by_the_next_working_day_is_late(app: TestApp) {
        let clerk = app.clerk().await;
        // On Tuesday 3 June; what came on Friday, before the Dragon Boat Festival, is due today.
        let today = record(&clerk, "channel=letter&received_at=2025-05-30T01:00:00Z").await.expect(201);
        assert_eq!((today.text("/due_on"), &today.json["overdue"]), ("2025-06-03", &json!(false)));
        let tomorrow = record(&clerk, "channel=fax").await.expect(201);
        assert_eq!(tomorrow.text("/due_on"), "2025-06-04");
        let typed = record(&clerk, "channel=counter").await.expect(201);
        clerk.post("/api/v1/applications", asking(&typed.json["id"])).await.expect(201);
        let ids = async |query: &str| -> BTreeSet<String> {
            let listed = clerk.get(&format!("/api/v1/intakes?{query}")).await.expect(200);
            let items = listed.json["items"].as_array().into_iter().flatten();
            items.filter_map(|it| it["id"].as_str()).map(str::to_owned).collect()
        };
        let of = |those: &[&Answer]| -> BTreeSet<String> { those.iter().map(|it| it.text("/id").to_owned()).collect() };
        app.sweep();
        assert_eq!(ids("overdue=true").await, of(&[]));
        app.set_clock("2025-06-03T16:00:00Z".parse().expect("an instant"));
        app.sweep();
        app.sweep();
        assert_eq!(ids("overdue=true").await, of(&[&today]));
        assert_eq!(ids("overdue=false").await, of(&[&tomorrow, &typed]));
        let late = clerk.get(today.header("location")).await.expect(200);
        assert_eq!((late.text("/status"), &late.json["overdue"]), ("recorded", &json!(true)));
        let feed = app.inspector().await.get("/api/v1/events?type=intake.overdue").await.expect(200);
        let told: Vec<_> = feed.json["items"].as_array().into_iter().flatten().map(|it| it["data"].clone()).collect();
        assert_eq!(told, [json!({ "due_on": "2025-06-03", "department": "market_supervision_branch" })]);
        // Typed late, it waits no more; the others become late in their turn.
        clerk.post("/api/v1/applications", asking(&today.json["id"])).await.expect(201);
        assert_eq!(ids("overdue=true").await, of(&[]));
        app.advance(TimeDelta::days(1));
        app.sweep();
        assert_eq!(ids("overdue=true").await, of(&[&tomorrow]));
    }

    async fn one_key_records_once(app: TestApp) {
        let clerk = app.clerk().await.with_header("idempotency-key", "letter-1");
        let first = record(&clerk, "channel=telex").await.expect(201);
        let again = record(&clerk, "channel=telex").await.expect(201);
        assert_eq!(first.json["id"], again.json["id"]);
        record(&clerk, "channel=fax").await.expect_problem(422, "idempotency_key_reused");
    }

    async fn a_letter_is_checked_as_every_other_application(app: TestApp) {
        let clerk = app.clerk().await;
        Draft::supermarket(&app.applicant().await, 1).await.file().await;
        let letter = record(&clerk, "channel=letter").await.expect(201);
        let mut body = asking(&letter.json["id"]);
        body["operator"] = kaiye_tests::draft::person(1);
        let drafted = clerk.post("/api/v1/applications", body).await.expect(201);
        let report = clerk.get(&format!("/api/v1/applications/{}/check", drafted.text("/id"))).await.expect(200);
        let mut checks = report.json["checks"].as_array().into_iter().flatten();
        let duplicate = checks.find(|check| check["code"] == "no_duplicate").expect("a check");
        assert_eq!(duplicate["outcome"], "warning");
    }
}
