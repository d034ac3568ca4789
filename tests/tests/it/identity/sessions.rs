//! Signing in, going on, signing out, and what a guesser or a thief meets.

use chrono::TimeDelta;
use kaiye_tests::{Answer, On, TestApp, on_both};
use serde_json::json;

async fn sign_in(app: &TestApp, login: &str, password: &str) -> Answer {
    app.public().post("/api/v1/sessions", json!({ "login": login, "password": password })).await
}

async fn refresh(app: &TestApp, token: &str) -> Answer {
    app.public().post("/api/v1/sessions/refresh", json!({ "refresh_token": token })).await
}

on_both! {
    async fn who_signs_in_is_known_until_they_sign_out(app: TestApp) {
        let tokens = sign_in(&app, "clerk", TestApp::PASSWORD).await.expect(200);
        assert_eq!(tokens.header("cache-control"), "no-store");
        let clerk = app.public().with_token(tokens.text("/access_token"));
        let me = clerk.get("/api/v1/me").await.expect(200);
        assert_eq!(me.json["roles"], json!(["window_clerk"]));
        assert_eq!(me.text("/department"), "market_supervision_branch");
        clerk.delete("/api/v1/sessions/current").await.expect(204);
        clerk.get("/api/v1/me").await.expect_problem(401, "token_invalid");
        refresh(&app, tokens.text("/refresh_token")).await.expect_problem(401, "refresh_token_invalid");
    }

    async fn a_refresh_token_is_good_once_and_its_reuse_ends_the_session(app: TestApp) {
        let first = sign_in(&app, "applicant", TestApp::PASSWORD).await.expect(200);
        let second = refresh(&app, first.text("/refresh_token")).await.expect(200);
        let applicant = app.public().with_token(second.text("/access_token"));
        applicant.get("/api/v1/me").await.expect(200);
        refresh(&app, first.text("/refresh_token")).await.expect_problem(401, "refresh_token_invalid");
        refresh(&app, second.text("/refresh_token")).await.expect_problem(401, "refresh_token_invalid");
        applicant.get("/api/v1/me").await.expect_problem(401, "token_invalid");
    }

    async fn guessing_is_slowed_down_and_looks_the_same_for_everybody(app: TestApp) {
        for login in ["clerk", "nobody-at-all"] {
            for _ in 0..4 {
                sign_in(&app, login, "wrong").await.expect_problem(401, "credentials_invalid");
            }
        }
        // Blocked now: even the right password is refused, with the same words.
        sign_in(&app, "clerk", TestApp::PASSWORD).await.expect_problem(401, "credentials_invalid");
        app.advance(TimeDelta::seconds(3));
        sign_in(&app, "clerk", TestApp::PASSWORD).await.expect(200);
        // A right guess clears the count.
        sign_in(&app, "clerk", "wrong").await.expect_problem(401, "credentials_invalid");
        sign_in(&app, "clerk", TestApp::PASSWORD).await.expect(200);
    }
}

#[actix_web::test]
async fn an_expired_token_is_refused() {
    let app = TestApp::start_with(On::Sqlite, |config| config.tokens.access_seconds = 900).await;
    let tokens = sign_in(&app, "clerk", TestApp::PASSWORD).await.expect(200);
    assert_eq!(tokens.json["expires_in"], 900);
    let clerk = app.public().with_token(tokens.text("/access_token"));
    app.advance(TimeDelta::seconds(899));
    clerk.get("/api/v1/me").await.expect(200);
    app.advance(TimeDelta::seconds(1));
    let refused = clerk.get("/api/v1/me").await.expect_problem(401, "token_invalid");
    assert_eq!(refused.header("www-authenticate"), "Bearer realm=\"kaiye\", error=\"invalid_token\"");
    refresh(&app, tokens.text("/refresh_token")).await.expect(200);
}

#[actix_web::test]
async fn a_forged_token_is_refused_also_where_none_is_needed() {
    let app = TestApp::start(On::Sqlite).await;
    let token = sign_in(&app, "clerk", TestApp::PASSWORD).await.expect(200).text("/access_token").to_owned();
    let (head, signature) = token.rsplit_once('.').expect("three parts");
    let (header, claims) = head.split_once('.').expect("three parts");
    let flipped = if signature.starts_with('A') { 'B' } else { 'A' };
    for forged in [
        format!("{head}.{flipped}{}", &signature[1..]),
        format!("{header}.{}.{signature}", claims.chars().rev().collect::<String>()),
        // {"alg":"none"}
        format!("eyJhbGciOiJub25lIn0.{claims}."),
        "nonsense".to_owned(),
    ] {
        let forger = app.public().with_token(&forged);
        forger.get("/api/v1/me").await.expect_problem(401, "token_invalid");
        forger.get("/api/v1/departments").await.expect_problem(401, "token_invalid");
    }
    app.public().get("/api/v1/departments").await.expect(200);
    app.public().get("/api/v1/me").await.expect_problem(401, "token_missing");
}

#[actix_web::test]
async fn keys_rotate_with_overlap() {
    let app = TestApp::start_with(On::Sqlite, |config| {
        config.tokens.access_seconds = 3 * 86_400;
        config.tokens.signing_key_days = 30;
    })
    .await;
    // The seeded key is near its end: another is published ahead of its use.
    app.advance(TimeDelta::days(20 * 365) - TimeDelta::hours(12));
    let old = sign_in(&app, "inspector", TestApp::PASSWORD).await.expect(200);
    app.sweep();
    let keys = app.public().get("/.well-known/jwks.json").await.expect(200);
    assert_eq!(keys.json["keys"].as_array().map(Vec::len), Some(2));
    app.advance(TimeDelta::days(1));
    app.sweep();
    let new = sign_in(&app, "inspector", TestApp::PASSWORD).await.expect(200);
    let kid = |answer: &Answer| answer.text("/access_token").split('.').next().map(str::to_owned);
    assert_ne!(kid(&old), kid(&new), "another key signs now");
    for tokens in [&old, &new] {
        app.public().with_token(tokens.text("/access_token")).get("/api/v1/me").await.expect(200);
    }
}
