//! What the framework refuses looks like every other problem, and no answer goes without its headers.

use kaiye_tests::{On, TestApp};
use reqwest::Method;

#[actix_web::test]
async fn nowhere_and_wrong_methods_are_problems() {
    let app = TestApp::start(On::Sqlite).await;
    let public = app.public();
    public.get("/api/v1/nowhere").await.expect_problem(404, "not_found");
    let wrong = public.delete("/health/live").await.expect_problem(405, "method_not_allowed");
    assert_eq!(wrong.header("allow"), "GET");
    let english = public.with_header("accept-language", "en").get("/api/v1/nowhere").await;
    assert_eq!(english.text("/title"), "Nothing to be found here");
    assert_eq!(english.header("content-language"), "en");
}

#[actix_web::test]
async fn a_problems_type_leads_to_its_explanation() {
    let app = TestApp::start(On::Sqlite).await;
    let problem = app.public().get("/nowhere").await.expect_problem(404, "not_found");
    let explained = app.public().get(problem.text("/type")).await.expect(200);
    assert_eq!(explained.text("/zh"), problem.text("/title"));
    app.public().get("/problems/no_such_code").await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn every_answer_carries_its_headers() {
    let app = TestApp::start(On::Sqlite).await;
    for path in ["/health/live", "/nowhere"] {
        let answer = app.public().with_header("x-request-id", "mine-1").get(path).await;
        assert_eq!(answer.header("x-request-id"), "mine-1");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
        let strange = app.public().with_header("x-request-id", "no good").get(path).await;
        assert_eq!(strange.header("x-request-id").len(), 36);
    }
}

#[actix_web::test]
async fn unknown_query_parameters_are_named() {
    let app = TestApp::start(On::Sqlite).await;
    let problem = app.public().get("/health/live?verbose=1").await.expect_problem(400, "query_unknown");
    assert_eq!(problem.text("/errors/0/pointer"), "/query/verbose");
}

#[actix_web::test]
async fn what_is_unchanged_is_not_sent_again() {
    let app = TestApp::start(On::Sqlite).await;
    let first = app.public().get("/problems/not_found").await.expect(200);
    let again = app.public().with_header("if-none-match", first.etag()).get("/problems/not_found").await.expect(304);
    assert!(again.bytes.is_empty());
    assert_eq!(again.etag(), first.etag());
}

#[actix_web::test]
async fn requests_are_shed_until_the_service_has_started() {
    let app = TestApp::start(On::Sqlite).await;
    app.state.stop();
    let shed = app.public().get("/problems/not_found").await.expect_problem(503, "starting");
    assert_eq!(shed.header("retry-after"), "5");
    app.public().get("/health/live").await.expect(200);
    app.public().get("/health/ready").await.expect_problem(503, "starting");
    app.state.start();
    app.public().get("/health/ready").await.expect(200);
}

#[actix_web::test]
async fn who_asks_too_often_waits() {
    let app = TestApp::start_with(On::Sqlite, |config| config.limits.address_per_minute = 2).await;
    let first = app.public().get("/problems/not_found").await.expect(200);
    assert_eq!(first.header("ratelimit-policy"), "\"address\";q=2;w=60");
    app.public().get("/problems/not_found").await.expect(200);
    let refused = app.public().get("/problems/not_found").await.expect_problem(429, "rate_limited");
    assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=60).contains(&seconds)));
}

#[actix_web::test]
async fn only_configured_origins_may_call_from_a_browser() {
    let app =
        TestApp::start_with(On::Sqlite, |config| config.server.cors_origins = vec!["https://portal.example".into()])
            .await;
    let ask = |origin: &str| {
        let request = app.public().request(Method::OPTIONS, "/problems/not_found");
        request.header("origin", origin.to_owned()).header("access-control-request-method", "GET")
    };
    let allowed = app.public().send(ask("https://portal.example")).await;
    assert_eq!(allowed.header("access-control-allow-origin"), "https://portal.example");
    let refused = app.public().send(ask("https://other.example")).await;
    assert_eq!(refused.header("access-control-allow-origin"), "");
}

#[actix_web::test]
async fn the_console_is_served_from_the_program() {
    let app = TestApp::start(On::Sqlite).await;
    let page = app.public().get("/docs/").await.expect(200);
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    let document = app.public().get("/openapi.json").await.expect(200);
    assert_eq!(document.text("/openapi"), "3.1.0");
}

#[actix_web::test]
async fn what_is_large_is_sent_compressed_to_who_takes_it() {
    let app = TestApp::start(On::Sqlite).await;
    let plain = app.public().get("/openapi.json").await.expect(200);
    let packed = app.public().with_header("accept-encoding", "gzip").get("/openapi.json").await.expect(200);
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "gzip"));
    assert!(packed.bytes.len() * 4 < plain.bytes.len(), "{} of {}", packed.bytes.len(), plain.bytes.len());
}
