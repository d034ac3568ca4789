//! Agencies' systems: registered by the administrator, known by the standard OAuth endpoints.

use kaiye_tests::{Answer, Client, On, TestApp, on_both};
use reqwest::Method;
use serde_json::json;

async fn register(app: &TestApp, scopes: &[&str]) -> Answer {
    let body = json!({ "client_id": "fire", "name": "消防系统", "department": "fire_brigade", "scopes": scopes });
    app.administrator().await.post("/api/v1/clients", body).await.expect(201)
}

async fn token(app: &TestApp, secret: &str, form: &[(&str, &str)]) -> Answer {
    let public = app.public();
    public.send(public.request(Method::POST, "/oauth/token").form(form).basic_auth("fire", Some(secret))).await
}

fn with(app: &TestApp, token: &Answer) -> Client {
    app.public().with_token(token.text("/access_token"))
}

const GRANT: (&str, &str) = ("grant_type", "client_credentials");

on_both! {
    async fn a_system_gets_a_token_uses_it_and_ends_it(app: TestApp) {
        let client = register(&app, &["read_application", "read_certificate", "read_self"]).await;
        let secret = client.text("/client_secret");
        let granted = token(&app, secret, &[GRANT]).await.expect(200);
        assert_eq!(granted.text("/scope"), "read_self read_application read_certificate");
        assert_eq!(granted.header("cache-control"), "no-store");
        let me = with(&app, &granted).get("/api/v1/me").await.expect(200);
        assert_eq!(me.text("/kind"), "client");
        assert_eq!(me.text("/department"), "fire_brigade");
        with(&app, &granted).get("/api/v1/accounts").await.expect_problem(403, "not_permitted");

        let narrow = token(&app, secret, &[GRANT, ("scope", "read_application")]).await.expect(200);
        with(&app, &narrow).get("/api/v1/me").await.expect_problem(403, "not_permitted");

        let public = app.public();
        let form = [("token", granted.text("/access_token")), ("client_id", "fire"), ("client_secret", secret)];
        let ended = public.send(public.request(Method::POST, "/oauth/revoke").form(&form)).await.expect(200);
        assert!(ended.bytes.is_empty());
        with(&app, &granted).get("/api/v1/me").await.expect_problem(401, "token_invalid");
        public.send(public.request(Method::POST, "/oauth/revoke").form(&form)).await.expect(200);
    }

    async fn what_is_taken_from_a_client_is_gone_from_its_tokens(app: TestApp) {
        let client = register(&app, &["read_self", "read_application"]).await;
        let place = client.header("location").to_owned();
        let granted = token(&app, client.text("/client_secret"), &[GRANT]).await.expect(200);
        let administrator = app.administrator().await;
        let change = json!({ "scopes": ["read_application"] });
        let changed = administrator.patch(&place, client.etag(), change).await.expect(200);
        with(&app, &granted).get("/api/v1/me").await.expect_problem(403, "not_permitted");

        let request = administrator.request(Method::POST, &format!("{place}/secret")).header("if-match", changed.etag());
        let replaced = administrator.send(request).await.expect(200);
        token(&app, client.text("/client_secret"), &[GRANT]).await.expect(401);
        token(&app, replaced.text("/client_secret"), &[GRANT]).await.expect(200);

        administrator.patch(&place, "*", json!({ "close": true })).await.expect(200);
        token(&app, replaced.text("/client_secret"), &[GRANT]).await.expect(401);
        with(&app, &granted).get("/api/v1/me").await.expect_problem(401, "account_closed");
        let listed = administrator.get("/api/v1/clients").await.expect(200);
        assert_eq!(listed.text("/items/0/status"), "closed");
    }
}

#[actix_web::test]
async fn errors_are_those_of_the_standard() {
    let app = TestApp::start(On::Sqlite).await;
    let client = register(&app, &["read_self"]).await;
    let secret = client.text("/client_secret");
    for (secret, form, status, error) in [
        (secret, &[GRANT, ("scope", "manage_account")][..], 400, "invalid_scope"),
        (secret, &[("grant_type", "password")], 400, "unsupported_grant_type"),
        (secret, &[], 400, "invalid_request"),
        (secret, &[GRANT, GRANT], 400, "invalid_request"),
        ("wrong", &[GRANT], 401, "invalid_client"),
    ] {
        let answer = token(&app, secret, form).await.expect(status);
        assert_eq!(answer.text("/error"), error);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("www-authenticate").is_empty(), status != 401);
    }
}

#[actix_web::test]
async fn the_endpoints_are_found_by_their_metadata() {
    let app = TestApp::start(On::Sqlite).await;
    let found = app.public().get("/.well-known/oauth-authorization-server").await.expect(200);
    assert_eq!(found.text("/token_endpoint"), format!("{}/oauth/token", found.text("/issuer")));
    let keys = app.public().get("/.well-known/jwks.json").await.expect(200);
    assert_eq!(keys.text("/keys/0/kty"), "EC");
    assert!(keys.json.pointer("/keys/0/d").is_none(), "no private part");
}

#[actix_web::test]
async fn scopes_are_those_of_systems() {
    let app = TestApp::start(On::Sqlite).await;
    let body = json!({ "client_id": "bad", "name": "x", "department": "nowhere", "scopes": ["manage_account"] });
    let problem = app.administrator().await.post("/api/v1/clients", body).await.expect_problem(422, "client_invalid");
    let codes: Vec<_> = problem.json["errors"].as_array().expect("errors").iter().map(|e| e["code"].clone()).collect();
    assert_eq!(codes, ["department_unknown", "scope_not_of_systems"]);
}
