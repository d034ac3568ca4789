//! Reports by the public (社会监督, S12): by anybody, followed by who has the code, read by the department alone.

use kaiye_tests::{Answer, Client, On, TestApp, issuing::certificate_of, on_both, verifying::Check};
use serde_json::{Value, json};

const HYGIENE: &str = "shop_hygiene_permit";
const HEALTH: &str = "jimsar_health";

async fn report(by: &Client, certificate: &str, body: Value) -> Answer {
    by.post(&format!("/api/v1/public-commitments/{certificate}/reports"), body).await
}

fn seen(clauses: &[&str]) -> Value {
    let reporter = json!({ "name": "热心群众", "phone": "13912345678", "email": "neighbour@example.com" });
    json!({ "clauses": clauses, "statement": "店内有老鼠", "reporter": reporter })
}

async fn tasks(app: &TestApp, certificate: &str) -> Vec<Value> {
    let path = format!("/api/v1/verification-tasks?certificate_id={certificate}&kind=public_report");
    app.inspector().await.get(&path).await.expect(200).json["items"].as_array().cloned().unwrap_or_default()
}

on_both! {
    async fn a_report_becomes_a_check_of_the_supervising_department(app: TestApp) {
        app.entrust(20);
        let (_, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, HYGIENE);
        let public = app.public();
        let filed = report(&public, &certificate, seen(&["2"])).await.expect(201);
        let place = filed.header("location").to_owned();
        assert!(filed.text("/receipt").starts_with("JB-2025-"));
        assert_eq!((filed.text("/progress"), filed.text("/department")), ("filed", HEALTH));
        assert_eq!(place, format!("/api/v1/public-reports/{}", filed.text("/code")));
        let waiting = tasks(&app, &certificate).await;
        assert_eq!((&waiting[0]["department"], &waiting[0]["clauses"]), (&json!(HEALTH), &json!(["2"])));

        // Only the department that handles it reads what was said and by whom.
        let reports = format!("/api/v1/verification-tasks/{}/reports", waiting[0]["id"].as_str().expect("an id"));
        let read = app.supervisor(HEALTH).await.get(&reports).await.expect(200);
        assert_eq!((read.text("/items/0/statement"), read.text("/items/0/reporter_phone")), ("店内有老鼠", "13912345678"));
        assert_eq!(read.text("/items/0/receipt"), filed.text("/receipt"));
        app.approver(HEALTH).await.get(&reports).await.expect(200);
        app.supervisor("fire_brigade").await.get(&reports).await.expect_problem(404, "not_found");
        for other in [app.inspector().await, app.clerk().await, app.applicant().await, app.lead().await] {
            other.get(&reports).await.expect_problem(403, "not_permitted");
        }
        // Whoever stands in the database too.
        let kept = app.contents();
        for table in kept.values().flatten() {
            assert!(!table.contains("13912345678") && !table.contains("热心群众") && !table.contains("店内有老鼠"), "{table}");
        }

        // It goes on as the task does.
        let officer = app.supervisor(HEALTH).await;
        let task = format!("/api/v1/verification-tasks/{}", waiting[0]["id"].as_str().expect("an id"));
        officer.post(&format!("{task}/acknowledge"), json!({})).await.expect(200);
        let followed = public.get(&place).await.expect(200);
        assert_eq!((followed.text("/progress"), followed.text("/due_on")), ("received", "2025-08-04"));
        assert!(!followed.json.to_string().contains("老鼠"), "{}", followed.json);
        public.get("/api/v1/public-reports/00000000000000000000000000").await.expect_problem(404, "not_found");
    }

    async fn a_report_is_followed_until_it_is_confirmed_or_not(app: TestApp) {
        app.entrust(20);
        let (_, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, HYGIENE);
        let public = app.public();
        let right = report(&public, &certificate, seen(&["2", "3"])).await.expect(201).header("location").to_owned();
        let wrong = report(&public, &certificate, seen(&["3"])).await.expect(201).header("location").to_owned();
        let task = tasks(&app, &certificate).await.remove(0);
        let check = Check::of(&app.supervisor(HEALTH).await, &task);
        check.assign(&[app.account("supervisor-jimsar-health").await], "documents").await.expect(200);
        assert_eq!(public.get(&right).await.expect(200).text("/progress"), "under_check");
        let photograph = check.photograph().await;
        check.find("2", "not_kept", &[&photograph]).await.expect(200);
        assert_eq!(public.get(&right).await.expect(200).text("/progress"), "under_check", "nobody reads it half done");
        check.find("3", "kept", &[]).await.expect(200);
        check.conclude().await.expect(200);
        let confirmed = public.get(&right).await.expect(200);
        assert_eq!(confirmed.text("/progress"), "confirmed");
        assert_eq!(public.get(&wrong).await.expect(200).text("/progress"), "not_confirmed", "another clause than it named");
        assert!(!confirmed.json.to_string().contains("老鼠"), "{}", confirmed.json);
        let entry = public.get(&format!("/api/v1/public-commitments/{certificate}")).await.expect(200);
        assert_eq!(entry.text("/clauses/1/standing"), "not_kept");
    }

    async fn many_reports_of_one_thing_are_one_check(app: TestApp) {
        app.entrust(20);
        let (_, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, HYGIENE);
        let public = app.public();
        report(&public, &certificate, json!({ "statement": "处处不符" })).await.expect(201);
        let again = report(&public, &certificate, json!({ "clauses": ["3"], "statement": "又见" })).await.expect(201);
        let waiting = tasks(&app, &certificate).await;
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0]["clauses"].as_array().map(Vec::len), Some(5), "no clause named is every clause");
        assert_eq!(again.json["clauses"], json!(["3"]));
        let reports = format!("/api/v1/verification-tasks/{}/reports", waiting[0]["id"].as_str().expect("an id"));
        let read = app.supervisor(HEALTH).await.get(&reports).await.expect(200);
        assert_eq!(read.json["items"].as_array().map(Vec::len), Some(2));
        assert_eq!(read.json["items"][1]["reporter_name"], Value::Null);

        // What is not there cannot be reported, and nothing of it is kept.
        let before = app.contents();
        let unknown = report(&public, &certificate, seen(&["2", "99", "2"])).await.expect_problem(422, "content_invalid");
        let at: Vec<&str> = unknown.json["errors"].as_array().expect("errors").iter().filter_map(|it| it["pointer"].as_str()).collect();
        assert_eq!(at, ["/clauses/1", "/clauses/2"]);
        let phone = json!({ "statement": "…", "reporter": { "phone": "123" } });
        report(&public, &certificate, phone).await.expect_problem(422, "content_invalid");
        let licence = certificate_of(&issued, "business_licence");
        report(&public, &licence, seen(&[])).await.expect_problem(404, "not_found");
        assert_eq!(app.contents(), before);
    }

    async fn one_sent_twice_is_one(app: TestApp) {
        app.entrust(20);
        let (_, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, HYGIENE);
        let once = app.public().with_header("idempotency-key", "a-random-key-of-the-reporter");
        let first = report(&once, &certificate, seen(&["2"])).await.expect(201);
        assert_eq!(report(&once, &certificate, seen(&["2"])).await.expect(201).json, first.json);
        assert_eq!(app.contents()["public_reports"].len(), 1);
    }
}

#[actix_web::test]
async fn how_often_one_address_may_report_is_limited() {
    let app = TestApp::start_with(On::Sqlite, |config| config.limits.reports_per_hour = 2).await;
    app.entrust(20);
    let (_, issued) = app.issued_shop(1).await;
    let certificate = certificate_of(&issued, HYGIENE);
    let first = report(&app.public(), &certificate, seen(&["2"])).await.expect(201);
    assert_eq!(first.header("ratelimit-policy"), "\"report\";q=2;w=3600");
    report(&app.public(), &certificate, seen(&["3"])).await.expect(201);
    let refused = report(&app.public(), &certificate, seen(&["4"])).await.expect_problem(429, "rate_limited");
    assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=3600).contains(&seconds)));
    // Reading goes on.
    app.public().get(first.header("location")).await.expect(200);
    assert_eq!(app.contents()["public_reports"].len(), 2);
}
