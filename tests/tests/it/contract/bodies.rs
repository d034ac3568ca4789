//! Bad input, to every operation alike: bodies that are no JSON, of another type, too large, of the wrong shape or with
//! fields that nobody knows; paths, queries, cursors and versions that make no sense. Each is a problem with a stable
//! code in the caller's language, and nothing is half-written.

use kaiye_domain::actor::Role;
use kaiye_tests::{Answer, Client, On, TestApp, on_both};
use reqwest::Method;
use serde_json::json;

use super::spec::{Operation, operations};

const NOBODYS: &str = "01970000-0000-7000-8000-000000000000";

on_both! {
    async fn bad_bodies_are_problems_and_write_nothing(app: TestApp) {
        let callers = Callers::of(&app).await;
        let before = app.contents();
        for operation in operations().iter().filter(|operation| operation.body_schema().is_some()) {
            let caller = callers.admitted(operation);
            let send = |body: &'static str| send(caller, operation, "application/json", body.to_owned());
            for malformed in ["", "{", "nul", "{} {}", "{\"a\":}"] {
                send(malformed).await.expect_problem(400, "body_malformed");
            }
            for misshapen in ["[]", "1", "\"text\"", "null"] {
                send(misshapen).await.expect_problem(422, "body_invalid");
            }
            let unknown = send("{\"no_such_field\":1}").await.expect_problem(422, "body_invalid");
            let faults = unknown.json["errors"].as_array().expect("errors");
            let named = faults.iter().any(|fault| fault["pointer"] == "/no_such_field" && fault["code"] == "field_unknown");
            assert!(named || operation.body_schema().is_some_and(|schema| schema["oneOf"].is_array()), "{}", unknown.json);
            let typed = |media_type| self::send(caller, operation, media_type, "{}".to_owned());
            for media_type in ["text/plain", "application/x-www-form-urlencoded", "application/json-patch+json"] {
                typed(media_type).await.expect_problem(415, "media_type_unsupported");
            }
        }
        assert_eq!(app.contents(), before);
    }
}

#[actix_web::test]
async fn what_is_too_large_is_refused() {
    let app = TestApp::start_with(On::Sqlite, |config| config.server.body_limit_bytes = 4_096).await;
    let callers = Callers::of(&app).await;
    for operation in operations().iter().filter(|operation| operation.body_schema().is_some()) {
        let large = format!("{{\"a\":\"{}\"}}", "x".repeat(5_000));
        let caller = callers.admitted(operation);
        send(caller, operation, "application/json", large).await.expect_problem(413, "body_too_large");
    }
}

#[actix_web::test]
async fn a_path_that_names_nothing_is_not_found() {
    let app = TestApp::start(On::Sqlite).await;
    let callers = Callers::of(&app).await;
    for operation in operations().iter().filter(|operation| operation.path.contains("id}")) {
        let path = operation.path_with(|_, _| "not-an-id".to_owned());
        let answer = request(callers.admitted(operation), operation, &path, "application/json", "{}".to_owned()).await;
        assert_eq!(answer.status, 404, "{}: {}", operation.id, answer.json);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

on_both! {
    async fn what_no_database_keeps_is_refused(app: TestApp) {
        let applicant = app.applicant().await;
        let notice = json!({ "bundle": "small_\u{0}supermarket", "answers": { "county": "652327", "area\u{0}": 25 } });
        let refused = applicant.post("/api/v1/notices", notice).await.expect_problem(422, "body_invalid");
        let codes = refused.json["errors"].as_array().expect("errors").iter();
        assert_eq!(codes.filter(|it| it["code"] == "character_forbidden").count(), 2, "{}", refused.json);
        app.public().get("/api/v1/delegations?item_code=%00").await.expect_problem(400, "query_invalid");
        app.public().get("/api/v1/items/%00").await.expect_problem(404, "not_found");
        let far = app.lead().await.get("/api/v1/designations?on=-200000-01-01").await;
        assert!(far.status == 200 || far.status == 422, "{}: {}", far.status, far.json);
    }
}

#[actix_web::test]
async fn queries_and_cursors_that_make_no_sense_are_refused() {
    let app = TestApp::start(On::Sqlite).await;
    let callers = Callers::of(&app).await;
    for operation in operations().iter().filter(|operation| operation.method == "GET") {
        let caller = callers.admitted(operation);
        let path = operation.path_with(nobodys);
        let unknown = caller.get(&format!("{path}?no_such_parameter=1")).await;
        if operation.is_a_page() {
            // To the address of a page other programs add names of their own.
            assert_ne!(unknown.status, 400, "{}", operation.id);
            continue;
        }
        let unknown = unknown.expect_problem(400, "query_unknown");
        assert_eq!(unknown.text("/errors/0/pointer"), "/query/no_such_parameter", "{}", operation.id);
        if operation.parameters("query").contains(&"cursor") {
            for limit in ["0", "101", "-1", "ten"] {
                caller.get(&format!("{path}?limit={limit}")).await.expect_problem(400, "query_invalid");
            }
            caller.get(&format!("{path}?cursor=bm9uc2Vuc2U")).await.expect_problem(400, "cursor_invalid");
        }
    }
}

#[actix_web::test]
async fn an_edit_without_the_version_that_was_read_is_refused() {
    let app = TestApp::start(On::Sqlite).await;
    let callers = Callers::of(&app).await;
    for operation in operations().iter().filter(|operation| operation.method == "PATCH") {
        let caller = callers.admitted(operation);
        let path = operation.path_with(nobodys);
        let request = caller.request(Method::PATCH, &path).header("content-type", "application/json").body("{}");
        caller.send(request).await.expect_problem(428, "version_required");
    }
}

#[actix_web::test]
async fn problems_speak_the_callers_language_and_carry_the_requests_id() {
    let app = TestApp::start(On::Sqlite).await;
    let callers = Callers::of(&app).await;
    for operation in operations().iter().filter(|operation| operation.body_schema().is_some()) {
        let in_language = |language: &str| {
            let caller = callers.admitted(operation);
            caller.with_header("accept-language", language).with_header("x-request-id", "contract-1")
        };
        let chinese = send(&in_language("zh-CN"), operation, "application/json", "{".into()).await;
        let english = send(&in_language("en-GB,en;q=0.9"), operation, "application/json", "{".into()).await;
        for (answer, language) in [(&chinese, "zh-CN"), (&english, "en")] {
            assert_eq!(answer.header("content-language"), language, "{}", operation.id);
            assert_eq!(answer.header("x-request-id"), "contract-1");
            assert_eq!(answer.text("/request_id"), "contract-1");
        }
        assert_ne!(chinese.text("/title"), english.text("/title"));
    }
}

/// One caller for each set of permissions that the battery needs.
struct Callers(Vec<(Role, Client)>);

impl Callers {
    async fn of(app: &TestApp) -> Self {
        Self(vec![
            (Role::Public, app.public()),
            (Role::WindowClerk, app.clerk().await),
            (Role::Administrator, app.administrator().await),
            (Role::Approver, app.approver("fire_brigade").await),
            (Role::ReviewLead, app.lead().await),
            (Role::Liaison, app.liaison("qitai_liaison").await),
            (Role::Supervisor, app.supervisor("fire_brigade").await),
            (Role::Appraiser, app.sign_in("appraiser").await),
            (Role::Applicant, app.applicant().await),
            (Role::Inspector, app.inspector().await),
        ])
    }

    /// One that may call it.
    fn admitted(&self, operation: &Operation) -> &Client {
        let found = self.0.iter().find(|(role, _)| operation.permission.roles().contains(role));
        &found.unwrap_or_else(|| panic!("nobody here may call {}", operation.id)).1
    }
}

/// A value for each part of a path that is well-formed and names nothing.
fn nobodys(_: &str, name: &str) -> String {
    if name == "day" { "2025-06-03".to_owned() } else { NOBODYS.to_owned() }
}

async fn send(caller: &Client, operation: &Operation, media_type: &str, body: String) -> Answer {
    let path = operation.path_with(nobodys);
    request(caller, operation, &path, media_type, body).await
}

async fn request(caller: &Client, operation: &Operation, path: &str, media_type: &str, body: String) -> Answer {
    let method = Method::from_bytes(operation.method.as_bytes()).expect("a method");
    let request = caller.request(method, path).header("if-match", "\"v1\"");
    let request = match operation.body_type() {
        Some(_) => request.header("content-type", media_type.to_owned()).body(body),
        None => request,
    };
    caller.send(request).await
}
