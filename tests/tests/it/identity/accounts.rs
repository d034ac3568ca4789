//! The administrator keeps the accounts.

use kaiye_tests::{On, TestApp, on_both};
use serde_json::{Value, json};

fn reviewer(login: &str) -> Value {
    json!({
        "login": login, "name": "王五", "roles": ["reviewer"], "department": "fire_brigade",
        "password": "a password long enough",
    })
}

on_both! {
    async fn an_account_is_opened_changed_and_closed(app: TestApp) {
        let administrator = app.administrator().await;
        let opened = administrator.post("/api/v1/accounts", reviewer("wang")).await.expect(201);
        let place = opened.header("location").to_owned();
        assert_eq!(place, format!("/api/v1/accounts/{}", opened.text("/id")));
        let body = json!({ "login": "wang", "password": "a password long enough" });
        let session = app.public().post("/api/v1/sessions", body).await.expect(200);
        let wang = app.public().with_token(session.text("/access_token"));

        let change = json!({ "roles": ["reviewer", "approver"] });
        let changed = administrator.patch(&place, opened.etag(), change).await.expect(200);
        assert_eq!(wang.get("/api/v1/me").await.json["roles"], json!(["reviewer", "approver"]));
        administrator.patch(&place, opened.etag(), json!({})).await.expect_problem(412, "version_stale");

        administrator.patch(&place, changed.etag(), json!({ "close": true })).await.expect(200);
        wang.get("/api/v1/me").await.expect_problem(401, "token_invalid");
        let again = administrator.patch(&place, "*", json!({ "name": "x" })).await;
        again.expect_problem(409, "account_is_closed");
    }

    async fn a_replay_answers_the_first_answer(app: TestApp) {
        let administrator = app.administrator().await.with_header("idempotency-key", "open-li");
        let first = administrator.post("/api/v1/accounts", reviewer("li-si")).await.expect(201);
        let again = administrator.post("/api/v1/accounts", reviewer("li-si")).await.expect(201);
        assert_eq!((first.bytes.as_slice(), first.etag()), (again.bytes.as_slice(), again.etag()));
        assert_eq!(again.header("idempotent-replayed"), "true");
        let other = administrator.post("/api/v1/accounts", reviewer("zhao")).await;
        other.expect_problem(422, "idempotency_key_reused");
        // A refusal is not kept: the key is free for a better request.
        let administrator = administrator.with_header("idempotency-key", "open-zhao");
        administrator.post("/api/v1/accounts", reviewer("li-si")).await.expect_problem(409, "login_taken");
        administrator.post("/api/v1/accounts", reviewer("zhao")).await.expect(201);
    }

    async fn accounts_are_listed_page_by_page(app: TestApp) {
        let administrator = app.administrator().await;
        let (mut path, mut logins) = ("/api/v1/accounts?status=active&limit=7".to_owned(), Vec::new());
        loop {
            let page = administrator.get(&path).await.expect(200);
            let items = page.json["items"].as_array().expect("items");
            logins.extend(items.iter().map(|account| account["login"].as_str().expect("a login").to_owned()));
            let Some(cursor) = page.json["next_cursor"].as_str() else { break };
            path = page.header("link").split(['<', '>']).nth(1).expect("a link").to_owned();
            assert!(path.contains(cursor) && path.contains("status=active") && items.len() == 7);
        }
        let mut unique = logins.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), logins.len());
        assert!(logins.len() > 20 && logins.contains(&"clerk".to_owned()));
        let tampered = administrator.get("/api/v1/accounts?cursor=AAAAAAAAAAAA").await;
        tampered.expect_problem(400, "cursor_invalid");
    }
}

#[actix_web::test]
async fn roles_must_fit_their_place() {
    let app = TestApp::start(On::Sqlite).await;
    let administrator = app.administrator().await;
    let faults = |roles: Value, department: Value, county: Value| {
        let mut body = reviewer("chen");
        body["roles"] = roles;
        body["department"] = department;
        body["county"] = county;
        let administrator = administrator.clone();
        async move {
            let problem = administrator.post("/api/v1/accounts", body).await.expect_problem(422, "account_invalid");
            let errors = problem.json["errors"].as_array().expect("errors").clone();
            errors.iter().map(|e| format!("{} {}", e["pointer"], e["code"]).replace('"', "")).collect::<Vec<_>>()
        }
    };
    assert_eq!(faults(json!(["reviewer"]), json!(null), json!(null)).await, ["/department role_needs_department"]);
    assert_eq!(
        faults(json!(["liaison"]), json!("nowhere"), json!(null)).await,
        ["/department department_unknown", "/county role_needs_county"]
    );
    assert_eq!(
        faults(json!(["applicant", "reviewer"]), json!(null), json!("999999")).await,
        ["/roles applicant_is_no_officer", "/department role_needs_department", "/county county_unknown"]
    );
    assert_eq!(faults(json!(["public"]), json!(null), json!(null)).await, ["/roles role_not_of_accounts"]);
    assert_eq!(faults(json!([]), json!(null), json!(null)).await, ["/roles required"]);
}

#[actix_web::test]
async fn bad_requests_are_told_completely_and_leave_nothing() {
    let app = TestApp::start(On::Sqlite).await;
    let administrator = app.administrator().await;
    let before = administrator.get("/api/v1/accounts?limit=100").await.expect(200).json;
    let body = json!({ "login": "x", "name": 7, "roles": ["king"], "colour": "red" });
    let problem = administrator.post("/api/v1/accounts", body).await.expect_problem(422, "body_invalid");
    let errors: Vec<_> =
        problem.json["errors"].as_array().expect("errors").iter().map(|e| e["pointer"].clone()).collect();
    assert_eq!(errors, ["/colour", "/name", "/roles/0"]);

    let malformed = administrator.request(reqwest::Method::POST, "/api/v1/accounts").body("{");
    let malformed = malformed.header("content-type", "application/json");
    administrator.send(malformed).await.expect_problem(400, "body_malformed");
    let mistyped = administrator.request(reqwest::Method::POST, "/api/v1/accounts").body("{}");
    administrator.send(mistyped).await.expect_problem(415, "media_type_unsupported");
    let long = json!({ "login": "x".repeat(2_000_000) });
    administrator.post("/api/v1/accounts", long).await.expect_problem(413, "body_too_large");
    let mut weak = reviewer("weak");
    weak["password"] = json!("weak-password");
    administrator.post("/api/v1/accounts", weak).await.expect_problem(422, "body_invalid");
    assert_eq!(administrator.get("/api/v1/accounts?limit=100").await.expect(200).json, before);
}

#[actix_web::test]
async fn an_administrator_cannot_lock_everybody_out() {
    let app = TestApp::start(On::Sqlite).await;
    let administrator = app.administrator().await;
    let me = administrator.get("/api/v1/me").await.expect(200).text("/id").to_owned();
    let place = format!("/api/v1/accounts/{me}");
    administrator.patch(&place, "*", json!({ "close": true })).await.expect_problem(409, "own_account");
    administrator.patch(&place, "*", json!({ "roles": ["inspector"] })).await.expect_problem(409, "own_account");
    let without = administrator.request(reqwest::Method::PATCH, &place).json(&json!({}));
    administrator.send(without).await.expect_problem(428, "version_required");
    administrator.patch("/api/v1/accounts/no-id", "*", json!({})).await.expect_problem(404, "not_found");
}
