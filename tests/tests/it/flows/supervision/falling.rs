//! What hangs on a certificate falls away when it is taken, and comes back when what took it is set aside (S17, S18).

use chrono::{NaiveDate, TimeDelta};
use kaiye_domain::time::local_date;
use kaiye_tests::{Client, Draft, TestApp, enforcing::Case, on_both, verifying::Check};
use serde_json::{Value, json};

/// Somebody reports against a permit: a task of its supervisor, and the code of who reported.
async fn reported(app: &TestApp, permit: &str) -> (Value, String) {
    let report = json!({ "statement": "与承诺不符" });
    let filed = app.public().post(&format!("/api/v1/public-commitments/{permit}/reports"), report).await.expect(201);
    (app.task(permit, "public_report").await, filed.text("/code").to_owned())
}

/// The hearing is let pass and the head decides.
async fn revoke(app: &TestApp, case: &Case, officer: &Client, head: &Client) {
    case.step(officer, "hearing").await.expect(200);
    app.advance(TimeDelta::days(9));
    app.sweep();
    case.step(head, "revoke").await.expect(200);
}

/// The revocation is set aside on objection, so many days after it was made.
async fn set_aside(app: &TestApp, draft: &Draft, case: &Case, decision: &str, days: i64) {
    case.object(&draft.by, decision).await.expect(200);
    app.advance(TimeDelta::days(days));
    app.sweep();
    case.decide(&app.approver("jimsar_government").await, decision, "set_aside").await.expect(200);
}

/// The events of an application that name something.
async fn told_of(draft: &Draft, subject: &Value) -> Vec<String> {
    let listed = draft.by.get(&draft.path("/events?limit=100")).await.expect(200).json;
    let events = listed["items"].as_array().into_iter().flatten();
    let about = events.filter(|event| event["data"]["subject"] == *subject || event["data"]["task"] == *subject);
    about.map(|event| event["kind"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn finding(app: &TestApp, draft: &Draft, meant: impl Fn(&Value) -> bool) -> Value {
    let path = format!("/api/v1/liability-findings?application_id={}&limit=100", draft.id);
    let listed = app.inspector().await.get(&path).await.expect(200).json;
    let mut found = listed["items"].as_array().into_iter().flatten().filter(|it| meant(it));
    found.next().unwrap_or_else(|| panic!("{listed:#}")).clone()
}

fn date(value: &Value) -> NaiveDate {
    value.as_str().expect("a date").parse().expect("a date")
}

on_both! {
    async fn a_revoked_permits_tasks_and_orders_fall_away_and_are_restored(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, case) = app.failed(1, &officer).await;
        let (task, code) = reported(&app, &permit).await;
        let check = Check::of(&officer, &task);
        let due = check.step("acknowledge", json!({})).await.expect(200).json["due_on"].clone();
        let orders = format!("/api/v1/rectifications?certificate_id={permit}");
        let order = officer.get(&orders).await.expect(200).json["items"][0].clone();
        assert_eq!(order["status"], "overdue");
        revoke(&app, &case, &officer, &head).await;

        let fallen = app.task(&permit, "public_report").await;
        assert_eq!((&fallen["status"], &fallen["fallen_away_because"]), (&json!("fallen_away"), &json!("revoked")));
        assert_eq!(fallen["limits"][0]["status"], "cancelled");
        let seen = officer.get(&check.path("")).await.expect(200).json;
        assert_eq!(seen["allowed_actions"], json!([]));
        let own = app.account("supervisor-jimsar-health").await;
        check.assign(&[own], "documents").await.expect_problem(409, "verification_fallen_away");
        check.step("acknowledge", json!({})).await.expect_problem(409, "verification_fallen_away");
        let order = officer.get(&orders).await.expect(200).json["items"][0].clone();
        assert_eq!((&order["status"], &order["allowed_actions"]), (&json!("fallen_away"), &json!([])));
        let again = json!({ "points": [{ "clause": "1", "mended": true, "note": "已配齐" }] });
        let recheck = format!("/api/v1/rectifications/{}/recheck", order["id"].as_str().expect("an id"));
        officer.post(&recheck, again).await.expect_problem(409, "rectification_fallen_away");
        let progress = app.public().get(&format!("/api/v1/public-reports/{code}")).await.expect(200);
        assert_eq!(progress.text("/progress"), "fallen_away");
        let waiting = officer.get("/api/v1/worklist?limit=100").await.expect(200).json;
        assert!(waiting["items"].as_array().into_iter().flatten().all(|it| it["id"] != task["id"]), "{waiting}");

        set_aside(&app, &draft, &case, "revocation", 80).await;
        let told = told_of(&draft, &task["id"]).await;
        assert!(!told.iter().any(|kind| kind == "duty.overdue"), "{told:?}");
        assert_eq!(told.last().map(String::as_str), Some("verification.restored"), "{told:?}");
        let restored = app.task(&permit, "public_report").await;
        assert_eq!((&restored["status"], &restored["limits"][0]["status"]), (&json!("open"), &json!("running")));
        let later = date(&restored["due_on"]) - date(&due);
        assert!((80..=83).contains(&later.num_days()), "the time between does not count: {later}");
        assert_eq!(restored["priority_reasons"], task["priority_reasons"]);
        let order = officer.get(&orders).await.expect(200).json["items"][0].clone();
        assert_eq!((&order["status"], &order["fallen_away_at"]), (&json!("overdue"), &Value::Null));
        check.assign(&[app.account("supervisor-jimsar-health").await], "documents").await.expect(200);
        let business = finding(&app, &draft, |it| it["cause"] == "broken_commitment").await;
        assert_ne!(business["fallen_at"], Value::Null, "the credit record was withdrawn: {business}");
    }

    async fn what_is_late_for_a_taken_permit_goes_no_further_up(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, case) = app.failed(1, &officer).await;
        let (task, _) = reported(&app, &permit).await;
        revoke(&app, &case, &officer, &head).await;
        let of_task = |it: &Value| it["late"]["rule"] == "acknowledge" && it["late"]["fell_away_on"] != Value::Null;
        let late = finding(&app, &draft, of_task).await;
        assert_eq!(late["late"]["fell_away_on"], json!(local_date(app.now())), "nobody had received it in time");
        let path = format!("/api/v1/escalations?application_id={}&limit=100", draft.id);
        let steps = |listed: Value| {
            let all = listed["items"].as_array().into_iter().flatten();
            all.filter(|it| it["rule"] == "acknowledge").count()
        };
        let inspector = app.inspector().await;
        let before = steps(inspector.get(&path).await.expect(200).json);
        case.object(&draft.by, "revocation").await.expect(200);
        app.advance(TimeDelta::days(50));
        app.sweep();
        assert_eq!(steps(inspector.get(&path).await.expect(200).json), before);
        let still = finding(&app, &draft, |it| it["id"] == late["id"]).await;
        assert_eq!(still["late"], late["late"], "how late it was does not grow any more");

        case.decide(&app.approver("jimsar_government").await, "revocation", "set_aside").await.expect(200);
        let again = finding(&app, &draft, |it| it["id"] == late["id"]).await;
        assert_eq!((&again["late"]["fell_away_on"], &again["fallen_at"]), (&Value::Null, &Value::Null));
        let told = told_of(&draft, &task["id"]).await;
        let overdue = told.iter().filter(|kind| *kind == "duty.overdue").count();
        assert_eq!((overdue, told.contains(&"duty.restored".to_owned())), (1, true), "late once: {told:?}");
    }

    async fn a_promised_day_waits_while_the_permit_is_taken(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit) = app.promised(1, &["1"], "2025-06-20").await;
        let task = app.verified(&permit, &[("2", "false")]).await;
        let case = Case::open(&officer, &permit, json!({ "task_id": task["id"] })).await;
        app.set_clock("2025-06-10T02:00:00Z".parse().expect("an instant"));
        case.step(&head, "annul").await.expect(200);
        set_aside(&app, &draft, &case, "annulment", 20).await;
        assert!(!draft.events().await.iter().any(|kind| kind == "certificate.promise_missed"));
        assert_eq!(app.checked(&permit).await, "dormant");
        let shown = app.clerk().await.get(&format!("/api/v1/certificates/{permit}")).await.expect(200).json;
        assert_eq!(shown["open_clauses"][0]["due"], "2025-07-10", "twenty days later: {shown}");
        let public = app.public().get(&format!("/api/v1/public-commitments/{permit}")).await.expect(200).json;
        assert_eq!(public["clauses"][0]["standing"], "kept");
        app.set_clock("2025-07-11T02:00:00Z".parse().expect("an instant"));
        app.sweep();
        let missed = app.task(&permit, "missed_date").await;
        assert_eq!(missed["clauses"], json!(["1"]));
    }
}
